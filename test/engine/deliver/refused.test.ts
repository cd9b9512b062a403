import { expect, it } from 'vitest'
import { closedPort } from './raw-servers.ts'
import { testSender } from './sending.ts'

it('a port on which nothing listens: refused, with the address', async () => {
  const port = await closedPort()
  const attempt = await testSender().send(`http://127.0.0.1:${port}/hooks`)
  expect(attempt).toMatchObject({
    statusCode: null,
    errorCode: 'refused',
    requestHead: '',
    remoteAddress: null,
  })
  expect(attempt.errorMessage).toBe(
    `Connection refused on 127.0.0.1:${port}: nothing listens there. Start the receiver, or check the port.`,
  )
})

it('an IPv6 address is named as in the URL', async () => {
  const port = await closedPort('::1')
  const attempt = await testSender().send(`http://[::1]:${port}/hooks`)
  expect(attempt.errorCode).toBe('refused')
  expect(attempt.errorMessage).toContain(`refused on [::1]:${port}:`)
})

it('localhost: says that both addresses were tried', async () => {
  const port = await closedPort()
  const attempt = await testSender().send(`http://localhost:${port}/hooks`)
  expect(attempt.errorCode).toBe('refused')
  expect(attempt.errorMessage).toContain(`refused on localhost:${port} (tried ::1 and 127.0.0.1): nothing`)
})
