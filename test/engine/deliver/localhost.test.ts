import { expect, it } from 'vitest'
import { startReceiver } from '../../support/receiver.ts'
import { testSender } from './sending.ts'

it.each([
  ['::1', '[::1]'],
  ['127.0.0.1', '127.0.0.1'],
] as const)('finds a receiver that listens on %s only, and says so', async (host, shown) => {
  const receiver = await startReceiver({ host })
  const attempt = await testSender().send(`http://localhost:${receiver.port}/hooks`)
  expect(attempt).toMatchObject({ statusCode: 200, remoteAddress: `${shown}:${receiver.port}` })
  expect(attempt.timings.dnsMs).not.toBeNull()
  expect(receiver.requests[0]?.headers['host']).toBe(`localhost:${receiver.port}`)
})

it('a name below localhost is this machine too', async () => {
  const receiver = await startReceiver()
  expect(await testSender().send(`http://shop.localhost:${receiver.port}/`)).toMatchObject({
    statusCode: 200,
  })
})
