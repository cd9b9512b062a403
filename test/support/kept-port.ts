/**
 * Keeps a port that has fallen silent out of the hands of whoever asks for any free one: tests run beside each other, and
 * what one sends to nobody would arrive at the receiver of another. The port becomes the near end of a connection, on
 * which nothing listens; whoever names it can still listen there.
 */
import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'

/** Answers with what lets it go. */
export async function keepPort(port: number, host = '127.0.0.1'): Promise<() => void> {
  const server = createServer((socket) => socket.on('error', () => {}))
  server.listen(0, host)
  await once(server, 'listening')
  const far = server.address() as AddressInfo
  const near = connect({ host, port: far.port, localAddress: host, localPort: port })
  await once(near, 'connect')
  near.on('error', () => {})
  return () => {
    near.destroy()
    server.close()
  }
}
