/** A real proxy that sends everything to one receiver, whatever the name: so that names that do not exist can be asked for. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { certificate, type Certificate } from '../../support/receiver.ts'

export interface ProxyOptions {
  /** The port of the receiver. */
  to: number
  /** Serves https itself. */
  certificate?: Certificate
  /** `user:password` that it asks for. */
  credentials?: string
  /** Answers every CONNECT with this status instead. */
  refuses?: number
  host?: string
}

export interface ProxyRequest {
  method: string
  /** `http://receiver.example/hooks`, or `receiver.example:443` of a CONNECT. */
  url: string
  headers: IncomingHttpHeaders
}

export interface TestProxy {
  /** `http://127.0.0.1:<port>` */
  readonly url: string
  readonly host: string
  readonly requests: ProxyRequest[]
  readonly accepted: number
}

export async function startProxy(options: ProxyOptions): Promise<TestProxy> {
  const requests: ProxyRequest[] = []
  const sockets = new Set<Socket>()
  let accepted = 0
  const record = ({ method = '', url = '', headers }: IncomingMessage): void =>
    void requests.push({ method, url, headers })
  const mayPass = ({ headers }: IncomingMessage): boolean =>
    !options.credentials ||
    headers['proxy-authorization'] === `Basic ${Buffer.from(options.credentials).toString('base64')}`

  const server: Server = options.certificate
    ? createSecureServer(certificate(options.certificate))
    : createServer()
  server.on('request', (incoming: IncomingMessage, answer) => {
    record(incoming)
    if (!mayPass(incoming)) return void answer.writeHead(407, { 'proxy-authenticate': 'Basic' }).end('who?')
    const url = new URL(incoming.url ?? '')
    const { 'proxy-authorization': _kept, ...headers } = incoming.headers
    const { to: port } = options
    const path = url.pathname + url.search
    const onward = request(
      { agent: false, port, host: '127.0.0.1', method: incoming.method ?? '', path, headers },
      (response) => {
        answer.writeHead(response.statusCode ?? 0, response.headers)
        response.pipe(answer)
      },
    )
    onward.on('error', () => answer.destroy())
    answer.once('close', () => onward.destroy())
    incoming.pipe(onward)
  })
  server.on('connect', (incoming: IncomingMessage, socket: Socket) => {
    record(incoming)
    const status = mayPass(incoming) ? (options.refuses ?? 200) : 407
    if (status !== 200) return void socket.end(`HTTP/1.1 ${status} No\r\n\r\n`)
    const onward = connect(options.to, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      socket.pipe(onward).pipe(socket)
    })
    sockets.add(onward)
    onward.on('error', () => socket.destroy())
    socket.on('error', () => onward.destroy())
  })
  server.on('connection', (socket: Socket) => {
    accepted += 1
    sockets.add(socket)
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `http${options.certificate ? 's' : ''}://${options.credentials ? `${options.credentials}@` : ''}${host}`,
    host,
    requests,
    get accepted() {
      return accepted
    },
  }
}
