/**
 * A receiver in a process of its own that answers 200 at once: run as a child, it sends its port to its parent. Says in a
 * header when the request came in, by the clock that all processes of a machine share, in ns.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const server = createServer((request, response) => {
  const receivedAt = request.url === '/timed' ? String(process.hrtime.bigint()) : null
  request.resume()
  request.on('end', () => {
    if (receivedAt) response.setHeader('x-received-at', receivedAt)
    response.end('ok')
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.on('disconnect', () => process.exit(0))
