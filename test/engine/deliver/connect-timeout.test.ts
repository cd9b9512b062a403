import { expect, it } from 'vitest'
import { deafPort, rawServer } from './raw-servers.ts'
import { testSender } from './sending.ts'

it('a host that does not take the connection: timeout_connect after the connect timeout', async () => {
  const port = await deafPort()
  const { clock, start } = testSender()
  const { done } = start(`http://127.0.0.1:${port}/`, { connectTimeoutMs: 2_000 })
  clock.advance(2_000)
  const attempt = await done
  expect(attempt).toMatchObject({ statusCode: null, errorCode: 'timeout_connect', requestHead: '' })
  expect(attempt.timings).toMatchObject({ connectMs: null, firstByteMs: null })
  expect(attempt.errorMessage).toContain(`No connection to 127.0.0.1:${port} within 2s`)
})

it('a TLS handshake that is never answered: timeout_connect, and the sentence says so', async () => {
  const server = await rawServer(() => {})
  const { clock, start } = testSender()
  const { done } = start(`https://${server.host}/`, { connectTimeoutMs: 2_000 })
  await server.connected(1)
  await new Promise((resolve) => server.sockets[0]?.once('data', resolve))
  clock.advance(2_000)
  const attempt = await done
  expect(attempt).toMatchObject({ errorCode: 'timeout_connect', requestHead: '' })
  expect(attempt.errorMessage).toContain('did not finish the TLS handshake within 2s')
  await server.allClosed()
})

it('the timeout of the whole attempt counts while connecting too', async () => {
  const port = await deafPort()
  const { clock, start } = testSender()
  const { done } = start(`http://127.0.0.1:${port}/`, { timeoutMs: 1_000, connectTimeoutMs: 5_000 })
  clock.advance(1_000)
  expect(await done).toMatchObject({ errorCode: 'timeout_connect' })
})
