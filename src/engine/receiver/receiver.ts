/**
 * The built-in local endpoint for tries: a real HTTP server on 127.0.0.1 that answers what it is told to and remembers
 * what came in. Only ever one server; starting and stopping happen one after the other, in the order they were asked for.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { HeaderList, ReceivedRequest, ReceiverState } from '../../shared/model.ts'
import { Refusal } from '../../shared/result.ts'
import type { Clock } from '../clock.ts'
import { readBody, showBody, type ShownBody } from './read-body.ts'

const mostRequests = 50

export interface ReceiverOptions {
  clock: Clock
  /** After every change of `state()`. */
  onChange(): void
}

export interface Receiver {
  /**
   * Listens on the port; 0: the one it has or had last, or where that is taken by now any free one. Moves when it listens
   * on another.
   * Rejects with a `Refusal`, `port_in_use` or `port_forbidden`; then it does not listen.
   */
  start(port: number): Promise<void>
  /** Closes its connections too; requests in the middle of their body are lost. */
  stop(): Promise<void>
  /** Statuses for the next requests, one each; the last one repeats. */
  answer(statuses: number[]): void
  /** Forgets the requests. */
  clear(): void
  state(): ReceiverState
}

export function createReceiver({ clock, onChange }: ReceiverOptions): Receiver {
  let server: Server | null = null
  let answers = [200]
  let received = 0
  let requests: ReceivedRequest[] = []
  /** The latest that it listened on: endpoints were saved with it. */
  let lastPort = 0
  let moves: Promise<void> = Promise.resolve()

  /** After the moves asked for before, whether they went well or not. */
  function next(move: () => Promise<void>): Promise<void> {
    const done = moves.then(move)
    moves = done.catch(() => {})
    return done
  }

  async function close(): Promise<void> {
    const closing = server
    if (!closing) return
    server = null
    await new Promise((resolve) => {
      closing.close(resolve)
      closing.closeAllConnections()
    })
    onChange()
  }

  function nextAnswer(): number {
    const [status = 200] = answers
    if (answers.length > 1) answers = answers.slice(1)
    return status
  }

  function remember(request: IncomingMessage, body: ShownBody, statusCode: number): number {
    received += 1
    const entry: ReceivedRequest = {
      number: received,
      at: clock.now(),
      method: request.method ?? '',
      path: request.url ?? '',
      headers: headerList(request.rawHeaders),
      body: body.text,
      bodyBytes: body.bytes,
      statusCode,
    }
    requests = [entry, ...requests].slice(0, mostRequests)
    onChange()
    return received
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request)
    if (!body) {
      const bytes = Number(request.headers['content-length'] ?? 0)
      remember(request, { text: '[The body is larger than 30 MB and was not read.]', bytes }, 413)
      response.writeHead(413, { connection: 'close' }).end()
      return
    }
    const shown = await showBody(body, request.headers['content-encoding'])
    // Stopped, or given up by the sender, while the body was decoded: nobody is answered any more.
    if (response.destroyed) return
    const statusCode = nextAnswer()
    answerWith(response, statusCode, remember(request, shown, statusCode))
  }

  function take(request: IncomingMessage, response: ServerResponse): void {
    // Rejects when the sender breaks off: then there is nobody to tell.
    handle(request, response).catch(() => request.destroy())
  }

  async function listenAgain(): Promise<Server> {
    if (lastPort === 0) return listen(0, take)
    return listen(lastPort, take).catch(() => listen(0, take))
  }

  return {
    start(port) {
      return next(async () => {
        if (server && (port === 0 || port === portOf(server))) return
        await close()
        server = port === 0 ? await listenAgain() : await listen(port, take)
        lastPort = portOf(server)
        onChange()
      })
    },
    stop: () => next(close),
    answer(statuses) {
      answers = [...statuses]
      onChange()
    },
    clear() {
      received = 0
      requests = []
      onChange()
    },
    state: () => ({
      url: server ? `http://127.0.0.1:${portOf(server)}/` : null,
      answers,
      received,
      requests,
    }),
  }
}

async function listen(
  port: number,
  handler: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Server> {
  const { createServer } = await import('node:http') // Loading it takes longer than opening the queue; few ask for it.
  return new Promise((resolve, reject) => {
    const server = createServer(handler)
    server.once('error', (error: NodeJS.ErrnoException) => reject(refusalOf(error, port)))
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}

function refusalOf(error: NodeJS.ErrnoException, port: number): Error {
  const field = { field: 'port' }
  if (error.code === 'EADDRINUSE') {
    return new Refusal(
      'port_in_use',
      `Port ${port} is in use by another program. Choose another one, or 0 for any.`,
      field,
    )
  }
  if (error.code === 'EACCES') {
    return new Refusal(
      'port_forbidden',
      `Port ${port} may not be used by this account. Choose one above 1023.`,
      field,
    )
  }
  return error
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}

/** RFC 9110: 204 and 304 have no body. */
function answerWith(response: ServerResponse, statusCode: number, number: number): void {
  if (statusCode === 204 || statusCode === 304) {
    response.writeHead(statusCode).end()
    return
  }
  const body = `{"received":${number}}\n`
  response
    .writeHead(statusCode, { 'content-type': 'application/json', 'content-length': body.length })
    .end(body)
}

function headerList(raw: string[]): HeaderList {
  const headers: HeaderList = []
  for (let index = 0; index + 1 < raw.length; index += 2)
    headers.push([raw[index] ?? '', raw[index + 1] ?? ''])
  return headers
}
