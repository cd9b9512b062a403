/**
 * What went wrong with a request, as a stable code and a sentence that tells a person what happened and what to do.
 * Pure: from the error that Node or undici threw and the place where it happened. No error leaves here unexplained;
 * what has no code of its own is `failed` with the underlying code in the sentence.
 */
import { formatDuration } from '../../shared/durations.ts'
import { certificateFailure } from './certificate-failures.ts'
import { connectFailure } from './connect-failures.ts'
import { codeOf, messageOf, tellingError } from './error-facts.ts'
import { ExplainedError, type Failure, type FailurePlace, peerOf } from './failure.ts'
import { http2Failure, isHttp2Loss } from './http2-failures.ts'
import { lossFailure } from './loss-failures.ts'
import { protocolFailure } from './protocol-failures.ts'

/** What Node or undici threw. */
export function explainError(thrown: unknown, place: FailurePlace): Failure {
  if (thrown instanceof ExplainedError) return thrown.failure
  const error = tellingError(thrown)
  const code = codeOf(error)
  return (
    connectFailure(code, thrown, place) ??
    certificateFailure(code, error, place) ??
    http2Failure(code, error, place) ??
    protocolFailure(code, error, place) ??
    lossFailure(code, error, place) ?? {
      errorCode: 'failed',
      errorMessage: `Sending to ${place.target.where} failed (${code || 'no code'}): ${messageOf(error).replace(/\.$/, '')}.`,
    }
  )
}

/** Whether the connection was lost before or under the request: what a stale keep-alive connection looks like. */
export function isLoss(thrown: unknown, place: FailurePlace): boolean {
  const error = tellingError(thrown)
  const code = codeOf(error)
  return isHttp2Loss(error) || lossFailure(code, error, place) !== null
}

/** The attempt's own clock ran out, `ms` after its phase or the attempt began. */
export function explainTimeout(place: FailurePlace, ms: number): Failure {
  const { statusCode, responseBytes, target } = place
  const peer = peerOf(place)
  const time = formatDuration(ms)
  switch (place.phase) {
    case 'connecting': {
      const whom = place.proxy === null ? target.where : `the proxy ${place.proxy}`
      return {
        errorCode: 'timeout_connect',
        errorMessage: `No connection to ${whom} within ${time}: the host does not answer. Check the address, and any firewall or VPN in between.`,
      }
    }
    case 'tunneling':
      return {
        errorCode: 'timeout_connect',
        errorMessage: `${peer} took the connection but did not open one to ${target.where} within ${time}. See whether it can reach that host.`,
      }
    case 'securing':
      return {
        errorCode: 'timeout_connect',
        errorMessage: `${peer} took the connection but did not finish the TLS handshake within ${time}. Does it speak https on this port?`,
      }
    case 'waiting':
      return {
        errorCode: 'timeout_response',
        errorMessage: `${peer} took the request but did not answer within ${time}. Let the receiver answer first and work afterwards, or raise the timeout.`,
      }
    case 'receiving':
      return {
        errorCode: 'timeout_response',
        errorMessage: `${peer} answered ${statusCode} but its body did not end within ${time} (${responseBytes} bytes came). Raise the timeout, or see what the receiver waits for.`,
      }
  }
}
