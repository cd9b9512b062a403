import { expect, it } from 'vitest'
import { startReceiver, type TestReceiver } from '../../support/receiver.ts'
import { answering, rawServer } from './raw-servers.ts'
import { following, testSender } from './sending.ts'

it('a circle: too_many_redirects after one round', async () => {
  const receiver = await startReceiver({
    answers: [
      { status: 307, headers: { Location: '/b' } },
      { status: 307, headers: { Location: '/hooks' } },
    ],
  })
  const { send } = testSender()
  const attempt = await send(receiver.url, { transport: following })
  expect(attempt).toMatchObject({ statusCode: 307, errorCode: 'too_many_redirects' })
  expect(attempt.errorMessage).toContain(`redirects in a circle: ${receiver.url} was asked before`)
  expect(receiver.requests).toHaveLength(2)
  receiver.setAnswers([200])
  expect(await send(receiver.url)).toMatchObject({ statusCode: 200 })
})

it('a POST that is answered by the same address with 303 is no circle: the second time it is a GET', async () => {
  const receiver = await startReceiver({ answers: [{ status: 303, headers: { Location: '/hooks' } }, 200] })
  expect(await testSender().send(receiver.url, { transport: following })).toMatchObject({ statusCode: 200 })
})

it('always a new address: too_many_redirects after ten', async () => {
  let count = 0
  const server = await rawServer((socket) =>
    answering(
      `HTTP/1.1 302 Found\r\nConnection: close\r\nContent-Length: 0\r\nLocation: /${(count += 1)}\r\n\r\n`,
      () => socket.end(),
    )(socket),
  )
  const attempt = await testSender().send(`http://${server.host}/`, { transport: following })
  expect(attempt).toMatchObject({ statusCode: 302, errorCode: 'too_many_redirects' })
  expect(attempt.errorMessage).toContain('after 10 redirects')
  expect(server.sockets).toHaveLength(11)
  await server.allClosed()
})

it('over many hosts: each gets its own connection, and all are kept for the next time', async () => {
  const receivers: TestReceiver[] = [await startReceiver()]
  for (let count = 0; count < 9; count += 1) {
    const Location = receivers.at(-1)?.url ?? ''
    receivers.push(await startReceiver({ answers: [{ status: 308, headers: { Location } }] }))
  }
  const { send } = testSender()
  const url = receivers.at(-1)?.url ?? ''
  for (let round = 0; round < 2; round += 1) {
    expect(await send(url, { transport: following })).toMatchObject({ statusCode: 200 })
  }
  for (const receiver of receivers) expect(receiver.accepted).toBe(1)
})

it('a redirect with an endless body: the body is given up, the redirect is followed', async () => {
  const goal = await startReceiver()
  const server = await rawServer(
    answering(`HTTP/1.1 307 Go\r\nLocation: ${goal.url}\r\n\r\n`, (socket) => {
      const more = (): void => {
        if (!socket.destroyed) socket.write(Buffer.alloc(64 * 1024), more)
      }
      more()
    }),
  )
  const attempt = await testSender().send(`http://${server.host}/`, { transport: following })
  expect(attempt).toMatchObject({ statusCode: 200, errorCode: null, responseBytes: 0 })
  await server.allClosed()
})

it('an address of a megabyte is refused with the other headers that are too long', async () => {
  const server = await rawServer(answering(`HTTP/1.1 307 Go\r\nLocation: /${'a'.repeat(1_000_000)}\r\n\r\n`))
  expect(await testSender().send(`http://${server.host}/`, { transport: following })).toMatchObject({
    errorCode: 'protocol',
  })
})
