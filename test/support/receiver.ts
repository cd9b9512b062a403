/**
 * A real HTTP server that answers by a script and keeps what came in, byte for byte. Closed after the test. Resets,
 * hangs and broken bodies are done to the socket itself: nothing is pretended.
 */
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http'
import {
  createSecureServer as createHttp2Server,
  type Http2SecureServer,
  type SecureServerOptions,
} from 'node:http2'
import { createServer as createSecureServer, type Server as HttpsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { decodeBody } from '../../src/engine/compress.ts'
import type { HeaderList } from '../../src/shared/model.ts'
import { keepPort } from './kept-port.ts'

export interface ScriptedAnswer {
  status: number
  headers?: Record<string, string>
  body?: string | Buffer
  /** Only after `release()`. */
  held?: boolean
  /** The headers promise the whole body, half of it is sent, then the connection ends. */
  brokenOff?: boolean
}

/** A number is a status. `hang`: no answer before `release()`, then 200. `reset`: the connection, without an answer. */
export type Answer = number | 'hang' | 'reset' | ScriptedAnswer

export interface RecordedRequest {
  method: string
  path: string
  /** `1.1` or `2.0`. */
  httpVersion: string
  /** In the case and order of the wire. */
  rawHeaders: HeaderList
  /** Names in lower case. */
  headers: Record<string, string | undefined>
  /** As it came. */
  body: Buffer
  /** Without its content encoding. */
  decoded: Buffer
}

export type Certificate = 'trusted' | 'expired' | 'other-host' | 'self-signed'

export interface ReceiverOptions {
  /** One a request; the last one repeats. By default 200. */
  answers?: Answer[]
  /** Serves https with this certificate. */
  certificate?: Certificate
  /** Takes each answer, and gives it when it wants; at once by default. */
  delay?: (give: () => void) => void
  host?: '127.0.0.1' | '::1'
  port?: number
  /** Listens on this unix socket instead of a port. */
  socketPath?: string
  /** Takes what is to be done after the test; a runner other than Vitest brings its own way. */
  afterTest?: (close: () => Promise<void>) => void
  /** Offers HTTP/2 besides HTTP/1.1; needs a certificate. */
  http2?: boolean
  /** Versions, client certificates and the like of the TLS server. */
  tls?: SecureServerOptions
  /** Sees each request before it is read. */
  onRequest?: (request: IncomingMessage) => void
}

export interface TestReceiver {
  /** `http://127.0.0.1:<port>/hooks`, `unix:<path>:/hooks` */
  readonly url: string
  readonly port: number
  readonly requests: RecordedRequest[]
  /** Connections accepted so far. */
  readonly accepted: number
  setAnswers(answers: Answer[]): void
  /** When that many requests have come in. */
  waitFor(count: number): Promise<void>
  /** When no connection is open any more. */
  waitForNoConnection(): Promise<void>
  /** Answers what hangs or is held. */
  release(): void
  /** Closes idle connections, as a server that restarts does; it goes on listening. */
  closeIdleConnections(): void
  /** Its port then refuses until the test is over. */
  close(): Promise<void>
}

const folder = new URL('./tls/', import.meta.url)

export function certificate(name: Certificate): { cert: Buffer; key: Buffer } {
  const read = (file: string): Buffer => readFileSync(new URL(file, folder))
  return { cert: read(`${name}.pem`), key: read(`${name}.key.pem`) }
}

/** Of one of the files beside the certificates, for options that take files. */
export function tlsFile(name: string): string {
  return fileURLToPath(new URL(name, folder))
}

/** The authority of the certificates `trusted`, `expired` and `other-host`. */
export function testAuthority(): string {
  return readFileSync(new URL('authority.pem', folder), 'utf8')
}

export async function startReceiver(options: ReceiverOptions = {}): Promise<TestReceiver> {
  const { host = '127.0.0.1', port: wantedPort = 0, afterTest = onTestFinished, delay } = options
  const requests: RecordedRequest[] = []
  const sockets = new Set<Socket>()
  const watchers = new Set<() => void>()
  let answers: Answer[] = options.answers ?? [200]
  let held: (() => void)[] = []
  let accepted = 0

  const changed = (): void => {
    for (const watcher of watchers) watcher()
  }
  const until = (reached: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const watcher = (): void => {
        if (!reached()) return
        watchers.delete(watcher)
        resolve()
      }
      watchers.add(watcher)
      watcher()
    })
  const nextAnswer = (): Answer => {
    const [first = 200] = answers
    if (answers.length > 1) answers = answers.slice(1)
    return first
  }
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    options.onRequest?.(request)
    requests.push(await recorded(request))
    const answer = nextAnswer()
    const give = (): void => giveAnswer(response, answer)
    if (answer === 'hang' || (typeof answer === 'object' && answer.held)) held.push(give)
    else if (delay) delay(give)
    else give()
    changed()
  }
  // A connection that ends in the middle of a request is no request.
  const listener = (request: IncomingMessage, response: ServerResponse): void =>
    void handle(request, response).catch(() => {})

  const server = serverFor(options, listener)
  server.on('connection', (socket: Socket) => {
    accepted += 1
    sockets.add(socket)
    socket.once('close', () => {
      sockets.delete(socket)
      changed()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    if (options.socketPath) server.listen(options.socketPath, resolve)
    else server.listen(wantedPort, host, resolve)
  })
  const port = options.socketPath ? 0 : (server.address() as AddressInfo).port
  const origin = `http${options.certificate ? 's' : ''}://${host === '::1' ? '[::1]' : host}:${port}`

  let letPortGo = (): void => {}
  const end = async (): Promise<void> => {
    if (!server.listening) return
    await new Promise((resolve) => {
      server.close(resolve)
      for (const socket of sockets) socket.destroy()
    })
  }
  const close = async (): Promise<void> => {
    if (!server.listening) return
    await end()
    if (port !== 0) letPortGo = await keepPort(port, host)
  }
  afterTest(async () => {
    letPortGo()
    await end()
  })
  return {
    url: `${options.socketPath ? `unix:${options.socketPath}:` : origin}/hooks`,
    port,
    requests,
    get accepted() {
      return accepted
    },
    setAnswers(next) {
      answers = next
    },
    waitFor: (count) => until(() => requests.length >= count),
    waitForNoConnection: () => until(() => sockets.size === 0),
    release() {
      for (const give of held) give()
      held = []
    },
    closeIdleConnections() {
      if ('closeIdleConnections' in server) server.closeIdleConnections()
    },
    close,
  }
}

type Listener = (request: IncomingMessage, response: ServerResponse) => void

function serverFor(
  options: ReceiverOptions,
  listener: Listener,
): HttpServer | HttpsServer | Http2SecureServer {
  if (!options.certificate) return createServer(listener)
  const tls = { ...certificate(options.certificate), ...options.tls }
  if (!options.http2) return createSecureServer(tls, listener)
  // Node's compatible API: the two kinds of requests and responses are used in the same way here.
  return createHttp2Server({ ...tls, allowHTTP1: true }, listener as unknown as Http2Listener)
}

type Http2Listener = Parameters<typeof createHttp2Server>[1]

async function recorded(request: IncomingMessage): Promise<RecordedRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  const headers = request.headers as Record<string, string | undefined>
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    httpVersion: request.httpVersion,
    rawHeaders: pairs(request.rawHeaders),
    headers,
    body,
    decoded: await decodeBody(body, headers['content-encoding'] ?? '', 64 * 1024 * 1024),
  }
}

function giveAnswer(response: ServerResponse, answer: Answer): void {
  if (answer === 'reset') {
    response.socket?.resetAndDestroy()
    return
  }
  const script: ScriptedAnswer =
    typeof answer === 'object' ? answer : { status: answer === 'hang' ? 200 : answer }
  const body = Buffer.from(script.body ?? '')
  if (script.brokenOff) {
    response.writeHead(script.status, { 'content-length': body.length, ...script.headers })
    response.write(body.subarray(0, body.length / 2), () => response.socket?.destroy())
    return
  }
  response.writeHead(script.status, script.headers).end(body)
}

function pairs(raw: string[]): HeaderList {
  const headers: HeaderList = []
  for (let index = 0; index + 1 < raw.length; index += 2)
    headers.push([raw[index] ?? '', raw[index + 1] ?? ''])
  return headers
}
