/** Takes a port of 127.0.0.1; which one it was is in the answer. */
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Refusal } from '../shared/result.ts'

/** `port` 0 takes any free one. Refuses with `port_in_use` or `port_unusable` (field `port`). */
export async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(portRefused(port, error)))
    server.listen(port, '127.0.0.1', resolve)
  })
  return (server.address() as AddressInfo).port
}

function portRefused(port: number, error: NodeJS.ErrnoException): Refusal {
  const details = { field: 'port' }
  if (error.code === 'EADDRINUSE') {
    const message = `Port ${port} is in use. Choose another one, or leave it out for any free one.`
    return new Refusal('port_in_use', message, details)
  }
  return new Refusal('port_unusable', `Port ${port} cannot be listened on (${error.message}).`, details)
}
