/** Answers that are no HTTP or no TLS, or a kind of it that a webhook does not use. */
import { messageOf, opensslReason, parserComplaint } from './error-facts.ts'
import { type Failure, type FailurePlace, innerPeerOf, peerOf } from './failure.ts'

export function protocolFailure(code: string, error: unknown, place: FailurePlace): Failure | null {
  const errorMessage = sentence(code, error, place)
  return errorMessage === null ? null : { errorCode: 'protocol', errorMessage }
}

function sentence(code: string, error: unknown, place: FailurePlace): string | null {
  const peer = peerOf(place)
  const switched = unwantedSwitch(error)
  if (switched) return `${peer} ${switched}`
  if (oldTls.test(code)) {
    return `${peer} speaks no version of TLS that is still safe: it offers only 1.0 or 1.1 (${code}). Update the server.`
  }
  if (code.endsWith('_ALERT_HANDSHAKE_FAILURE')) {
    return `${peer} refused the TLS handshake (${code}). It may demand a client certificate, or share no cipher with this machine.`
  }
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) {
    return `No TLS connection to ${place.target.where} came about (${opensslReason(error)}). If it serves plain http on this port, use http://.`
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    return `${peer} answered with more than 16 KB of headers. Make the receiver send less.`
  }
  const complaint = complaintOf(code, error, place)
  // The end of the connection within an answer; see loss-failures.ts.
  if (complaint === null || complaint === 'Invalid EOF state') return null
  const https = place.target.secure ? '' : ' If it serves https on this port, use https://.'
  return `What ${innerPeerOf(place)} answered is not HTTP (${complaint}).${https}`
}

function complaintOf(code: string, error: unknown, { phase }: FailurePlace): string | null {
  // Of a body that is too short undici says the same; see loss-failures.ts.
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' && phase === 'waiting') return 'Contradictory lengths'
  // Node's parser, which reads what proxies say.
  return code.startsWith('HPE_') ? code : parserComplaint(error)
}

/** OpenSSL's and BoringSSL's names for it, found by us and told by the server. */
const oldTls = /^ERR_SSL_(?:UNSUPPORTED_PROTOCOL|TLSV1_ALERT_PROTOCOL_VERSION|PROTOCOL_VERSION_ALERT)$/

/** undici marks these two like a lost connection; only the message tells them apart. */
function unwantedSwitch(error: unknown): string | null {
  const message = messageOf(error)
  if (message === 'bad upgrade')
    return 'wanted to switch to another protocol (101), which a webhook does not.'
  if (message === 'bad response') return 'answered 100 Continue, which was not asked for.'
  return null
}
