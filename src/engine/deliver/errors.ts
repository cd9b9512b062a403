/**
 * What went wrong with a request, as a stable code and a sentence that tells a person what happened and what to do.
 * Pure: from the error that Node or undici threw and the place where it happened. No error leaves here unexplained;
 * what has no code of its own is `failed` with the underlying code in the sentence.
 */
import { formatDuration } from '../../shared/durations.ts'
import {
  certifiedNames,
  codeOf,
  messageOf,
  opensslReason,
  parserComplaint,
  tellingError,
  triedAddresses,
} from './error-facts.ts'

/** How far a request came. `securing`: the TCP connection stands, the TLS handshake does not. */
export type Phase = 'connecting' | 'securing' | 'waiting' | 'receiving'

export interface FailurePlace {
  url: URL
  phase: Phase
  /** Null before the response's headers. */
  statusCode: number | null
  /** Of the response's body, so far. */
  responseBytes: number
}

export interface Failure {
  errorCode: string
  errorMessage: string
}

export const abortedFailure: Failure = {
  errorCode: 'aborted',
  errorMessage: 'Called off before the answer was complete; whether the receiver acted on it is unknown.',
}

/** `localhost:3000`, `[::1]:443`: always with the port, because that is what people get wrong. */
function hostAndPort(url: URL): string {
  return `${url.hostname}:${url.port || (url.protocol === 'https:' ? 443 : 80)}`
}

/** The attempt's own clock ran out, `ms` after its phase or the attempt began. */
export function explainTimeout(place: FailurePlace, ms: number): Failure {
  const { statusCode, responseBytes } = place
  const where = hostAndPort(place.url)
  const time = formatDuration(ms)
  switch (place.phase) {
    case 'connecting':
      return {
        errorCode: 'timeout_connect',
        errorMessage: `No connection to ${where} within ${time}: the host does not answer. Check the address, and any firewall or VPN in between.`,
      }
    case 'securing':
      return {
        errorCode: 'timeout_connect',
        errorMessage: `${where} took the connection but did not finish the TLS handshake within ${time}. Does it speak https on this port?`,
      }
    case 'waiting':
      return {
        errorCode: 'timeout_response',
        errorMessage: `${where} took the request but did not answer within ${time}. Let the receiver answer first and work afterwards, or raise the timeout.`,
      }
    case 'receiving':
      return {
        errorCode: 'timeout_response',
        errorMessage: `${where} answered ${statusCode} but its body did not end within ${time} (${responseBytes} bytes came). Raise the timeout, or see what the receiver waits for.`,
      }
  }
}

/** What Node or undici threw. */
export function explainError(thrown: unknown, place: FailurePlace): Failure {
  const error = tellingError(thrown)
  const code = codeOf(error)
  return (
    connectFailure(code, thrown, place) ??
    certificateFailure(code, error, place) ??
    lossFailure(code, error, place) ??
    protocolFailure(code, error, place) ?? {
      errorCode: 'failed',
      errorMessage: `Sending to ${hostAndPort(place.url)} failed (${code || 'no code'}): ${messageOf(error)}.`,
    }
  )
}

/** Whether the connection was lost before or under the request: what a stale keep-alive connection looks like. */
export function isLoss(thrown: unknown, place: FailurePlace): boolean {
  const error = tellingError(thrown)
  return lossFailure(codeOf(error), error, place) !== null
}

function connectFailure(code: string, thrown: unknown, place: FailurePlace): Failure | null {
  const where = hostAndPort(place.url)
  const host = place.url.hostname
  switch (code) {
    case 'ECONNREFUSED':
      return {
        errorCode: 'refused',
        errorMessage: `Connection refused on ${where}${triedAddresses(thrown, place.url)}: nothing listens there. Start the receiver, or check the port.`,
      }
    case 'ENOTFOUND':
    case 'ENODATA':
      return {
        errorCode: 'dns',
        errorMessage: `The name ${host} does not resolve to an address (${code}). Check its spelling, or whether it exists only inside a VPN.`,
      }
    case 'EAI_AGAIN':
    case 'EAI_FAIL':
    case 'ESERVFAIL':
      return {
        errorCode: 'dns',
        errorMessage: `The name ${host} could not be looked up (${code}): the name server did not answer. Check this machine's network connection.`,
      }
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ENETDOWN':
    case 'EHOSTDOWN':
    case 'EADDRNOTAVAIL':
      return {
        errorCode: 'failed',
        errorMessage: `No way to ${where}${triedAddresses(thrown, place.url)} from this machine (${code}). Check the network connection and any VPN.`,
      }
    case 'ETIMEDOUT':
      if (place.phase !== 'connecting') return null
      return {
        errorCode: 'timeout_connect',
        errorMessage: `No connection to ${where}${triedAddresses(thrown, place.url)}: the host does not answer (${code}). Check the address, and any firewall or VPN in between.`,
      }
    default:
      return null
  }
}

/** OpenSSL's names for a chain that ends nowhere trusted; https://docs.openssl.org/master/man1/openssl-verification-options/ */
const untrustedCodes = new Set([
  'CERT_CHAIN_TOO_LONG',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

function certificateFailure(code: string, error: unknown, { url }: FailurePlace): Failure | null {
  const where = hostAndPort(url)
  if (code === 'CERT_HAS_EXPIRED') {
    return {
      errorCode: 'tls_expired',
      errorMessage: `The certificate of ${where} has expired. It must be renewed there; also check this machine's clock.`,
    }
  }
  if (code === 'CERT_NOT_YET_VALID') {
    return {
      errorCode: 'tls_expired',
      errorMessage: `The certificate of ${where} is not valid yet. Check this machine's clock.`,
    }
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return {
      errorCode: 'tls_hostname',
      errorMessage: `The certificate of ${where} is not made out to ${url.hostname}${certifiedNames(error)}. Use a name that it covers.`,
    }
  }
  if (!untrustedCodes.has(code)) return null
  const selfSigned =
    code === 'DEPTH_ZERO_SELF_SIGNED_CERT' ? 'is self-signed' : 'comes from an unknown authority'
  return {
    errorCode: 'tls_untrusted',
    errorMessage: `The certificate of ${where} ${selfSigned} (${code}), so this machine does not trust it. For a local receiver use http, or install its authority.`,
  }
}

const lossCodes = new Set(['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'UND_ERR_SOCKET'])

/** The end of the connection in the middle of a body, as undici's parser sees it. */
function isBrokenOff(code: string, error: unknown): boolean {
  return code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' || parserComplaint(error) === 'Invalid EOF state'
}

function lossFailure(code: string, error: unknown, place: FailurePlace): Failure | null {
  if (!lossCodes.has(code) && !isBrokenOff(code, error)) return null
  if (unwantedSwitch(error)) return null
  const where = hostAndPort(place.url)
  switch (place.phase) {
    case 'connecting':
    case 'securing':
      return {
        errorCode: 'reset',
        errorMessage: `${where} closed the connection ${place.phase === 'securing' ? 'during the TLS handshake' : 'while it was opened'}. Does it speak ${place.url.protocol.slice(0, -1)} on this port?`,
      }
    case 'waiting':
      return {
        errorCode: 'reset',
        errorMessage: `${where} closed the connection before it answered. The receiver may have crashed or restarted: see its log.`,
      }
    case 'receiving':
      return {
        errorCode: 'reset',
        errorMessage: `${where} answered ${place.statusCode} but closed the connection in the middle of its body, after ${place.responseBytes} bytes. See the receiver's log.`,
      }
  }
}

function protocolFailure(code: string, error: unknown, place: FailurePlace): Failure | null {
  const where = hostAndPort(place.url)
  const switched = unwantedSwitch(error)
  if (switched) return { errorCode: 'protocol', errorMessage: `${where} ${switched}` }
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) {
    return {
      errorCode: 'protocol',
      errorMessage: `No TLS connection to ${where} came about (${opensslReason(error)}). If it serves plain http on this port, use http://.`,
    }
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    return {
      errorCode: 'protocol',
      errorMessage: `${where} answered with more than 16 KB of headers. Make the receiver send less.`,
    }
  }
  const complaint = parserComplaint(error)
  if (complaint === null) return null
  const https = place.url.protocol === 'http:' ? ' If it serves https on this port, use https://.' : ''
  return {
    errorCode: 'protocol',
    errorMessage: `What ${where} answered is not HTTP (${complaint}).${https}`,
  }
}

/** undici marks these two like a lost connection; only the message tells them apart. */
function unwantedSwitch(error: unknown): string | null {
  const message = messageOf(error)
  if (message === 'bad upgrade')
    return 'wanted to switch to another protocol (101), which a webhook does not.'
  if (message === 'bad response') return 'answered 100 Continue, which was not asked for.'
  return null
}
