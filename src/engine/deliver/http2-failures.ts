/** What goes wrong with HTTP/2 alone: streams that are reset, connections that are taken back, frames that are none. */
import { codeOf, messageOf } from './error-facts.ts'
import { type Failure, type FailurePlace, innerPeerOf, peerOf } from './failure.ts'

/** The server reset the stream (`stream`) or took back the connection (`connection`); RFC 9113, sections 6.4 and 6.8. */
export class Http2Loss extends Error {
  readonly what: 'stream' | 'connection'
  /** RFC 9113, section 7: `REFUSED_STREAM`. */
  readonly reason: string

  constructor(what: 'stream' | 'connection', reason: string) {
    super(reason)
    this.what = what
    this.reason = reason
  }
}

export function isHttp2Loss(error: unknown): boolean {
  return error instanceof Http2Loss && error.reason !== 'HTTP_1_1_REQUIRED'
}

export function http2Failure(code: string, error: unknown, place: FailurePlace): Failure | null {
  const peer = peerOf(place)
  if (error instanceof Http2Loss) {
    if (error.reason === 'HTTP_1_1_REQUIRED') {
      return {
        errorCode: 'protocol',
        errorMessage: `${peer} offers HTTP/2 but answers this request over HTTP/1.1 only. Switch HTTP/2 off for the endpoint.`,
      }
    }
    return { errorCode: 'reset', errorMessage: lossSentence(error, place) }
  }
  if (/^ERR_HTTP2_(?:HEADER|INVALID|CONNECT|PSEUDO|STATUS)/.test(code)) {
    return {
      errorCode: 'protocol',
      errorMessage: `HTTP/2 cannot carry this request: ${messageOf(error)}. Change its headers, or switch HTTP/2 off for the endpoint.`,
    }
  }
  if (!code.startsWith('ERR_HTTP2_')) return null
  return {
    errorCode: 'protocol',
    errorMessage: `What ${innerPeerOf(place)} sent is not HTTP/2 as it should be (${codeOf(error)}: ${messageOf(error)}). Switch HTTP/2 off for the endpoint, or see the receiver's log.`,
  }
}

function lossSentence({ what, reason }: Http2Loss, place: FailurePlace): string {
  const { phase, statusCode, responseBytes } = place
  const peer = peerOf(place)
  if (phase === 'receiving') {
    return `${peer} answered ${statusCode} but broke its body off (${reason}), after ${responseBytes} bytes. See the receiver's log.`
  }
  if (reason === 'REFUSED_STREAM') {
    return `${peer} refused the request before it looked at it (${reason}). The receiver may be overloaded or restarting: see its log.`
  }
  return what === 'stream'
    ? `${peer} broke the request off without an answer (${reason}). See the receiver's log.`
    : `${peer} ended the connection before it answered (GOAWAY, ${reason}). The receiver may be restarting: see its log.`
}
