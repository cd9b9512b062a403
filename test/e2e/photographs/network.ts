/**
 * What answers in the photographs: a sender that opens no socket and takes the same time in every run. It stands at the
 * engine's own door; that the real one reports truly is for other tests to say.
 */
import type { OutgoingRequest, Sender, SentAttempt } from '../../../src/engine/deliver/sender.ts'
import { seededRandom } from '../../support/random.ts'

export interface Answer {
  status?: number
  headers?: [string, string][]
  body?: string
  /** Instead of a status. */
  error?: { code: string; message: string }
}

/** By URL and attempt (1-based); null never answers. */
export type Answering = (url: string, attempt: number) => Answer | null

export function stagedSender(answering: Answering): Sender {
  const random = seededRandom(7)
  return {
    send(request) {
      const attempt = Number(request.headers.find(([name]) => name === 'webhook-attempt')?.[1] ?? 1)
      const answer = answering(request.url, attempt)
      if (!answer) return hanging()
      return { done: Promise.resolve(sent(request, answer, 6 + Math.round(random() * 60))), abort() {} }
    },
    close: async () => {},
  }
}

function hanging(): ReturnType<Sender['send']> {
  let end = (_attempt: SentAttempt): void => {}
  const done = new Promise<SentAttempt>((resolve) => {
    end = resolve
  })
  return {
    done,
    abort: () => end({ ...nothing, errorCode: 'aborted', errorMessage: 'The request was ended.' }),
  }
}

const nothing: SentAttempt = {
  statusCode: null,
  errorCode: null,
  errorMessage: null,
  timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 2 },
  requestHead: '',
  responseHead: '',
  responseBody: Buffer.alloc(0),
  responseBytes: 0,
  responseTruncated: false,
  httpVersion: null,
  remoteAddress: null,
  tlsProtocol: null,
  certificate: null,
  note: null,
}

function sent(request: OutgoingRequest, answer: Answer, totalMs: number): SentAttempt {
  if (answer.error) {
    return { ...nothing, errorCode: answer.error.code, errorMessage: answer.error.message }
  }
  const { status = 200, headers = [['content-type', 'application/json']], body = '{"ok":true}' } = answer
  const { host, pathname } = new URL(request.url)
  const isTls = request.url.startsWith('https:')
  const head = [['Host', host], ...request.headers, ['Content-Length', String(request.body.length)]]
  return {
    ...nothing,
    statusCode: status,
    timings: {
      dnsMs: 0.4,
      connectMs: 1.2,
      tlsMs: isTls ? 4.1 : null,
      firstByteMs: totalMs - 1.5,
      totalMs,
    },
    requestHead: `${request.method} ${pathname} HTTP/1.1\r\n${lines(head)}`,
    responseHead: `HTTP ${status}\r\n${lines(headers)}`,
    responseBody: Buffer.from(body),
    responseBytes: Buffer.byteLength(body),
    httpVersion: '1.1',
    remoteAddress: isTls ? '203.0.113.7:443' : `127.0.0.1:${new URL(request.url).port}`,
    tlsProtocol: isTls ? 'TLSv1.3' : null,
    certificate: isTls ? certificate : null,
  }
}

function lines(headers: readonly (readonly string[])[]): string {
  return headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')
}

const certificate = {
  subject: 'CN=hooks.example.com',
  issuer: 'CN=Example Authority, O=Example',
  validFrom: '2025-11-01T00:00:00.000Z',
  validTo: '2026-02-01T00:00:00.000Z',
  fingerprint256: Array.from({ length: 32 }, (_, index) => (index * 7 + 16).toString(16).toUpperCase()).join(
    ':',
  ),
  authorized: true,
}
