/** The end of a connection where none was due: resets, and answers that break off. */
import { parserComplaint } from './error-facts.ts'
import { type Failure, type FailurePlace, peerOf } from './failure.ts'
import type { Target } from './target.ts'

const lossCodes = new Set(['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'UND_ERR_SOCKET'])

/** The end of the connection in the middle of a body, as undici's parser sees it. */
function isBrokenOff(code: string, error: unknown): boolean {
  return code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' || parserComplaint(error) === 'Invalid EOF state'
}

export function lossFailure(code: string, error: unknown, place: FailurePlace): Failure | null {
  if (!lossCodes.has(code) && !isBrokenOff(code, error)) return null
  return { errorCode: 'reset', errorMessage: sentence(place) }
}

function sentence(place: FailurePlace): string {
  const { target, phase, statusCode, responseBytes } = place
  const peer = peerOf(place)
  switch (phase) {
    case 'connecting':
      return `${peer} closed the connection while it was opened. Does it speak ${target.secure ? 'https' : 'http'} on this port?`
    case 'tunneling':
      return `${peer} closed the connection instead of opening one to ${target.where}. See the proxy's log.`
    case 'securing':
      return `${peer} closed the connection during the TLS handshake. Does it speak https on this port?`
    case 'waiting':
      return `${peer} closed the connection before it answered. The receiver may have crashed or restarted: see its log.${hint(target)}`
    case 'receiving':
      return `${peer} answered ${statusCode} but closed the connection in the middle of its body, after ${responseBytes} bytes. See the receiver's log.`
  }
}

/** What looks the same from here. */
function hint({ secure, socketPath }: Target): string {
  if (secure) return ' Some servers do the same when they miss a client certificate.'
  return socketPath === null ? ' If it serves https on this port, use https://.' : ''
}
