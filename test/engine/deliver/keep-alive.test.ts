import { expect, it } from 'vitest'
import { startReceiver } from '../../support/receiver.ts'
import { answering, rawServer } from './raw-servers.ts'
import { testSender } from './sending.ts'

it('one after the other goes over one connection: no dns, connect or TLS time, the same remote address', async () => {
  const receiver = await startReceiver()
  const { send } = testSender()
  const url = receiver.url.replace('127.0.0.1', 'localhost')
  const [first, second, third] = [await send(url), await send(url), await send(url)]
  expect(receiver.accepted).toBe(1)
  expect(first.timings.dnsMs).not.toBeNull()
  expect(first.timings.connectMs).not.toBeNull()
  for (const { timings, remoteAddress } of [second, third]) {
    expect(timings).toMatchObject({ dnsMs: null, connectMs: null, tlsMs: null })
    expect(remoteAddress).toBe(`127.0.0.1:${receiver.port}`)
  }
})

it('as many connections are open as requests are on their way, however many', async () => {
  const receiver = await startReceiver({ answers: ['hang'] })
  const { start } = testSender()
  const requests = Array.from({ length: 60 }, () => start(receiver.url))
  await receiver.waitFor(60)
  expect(receiver.accepted).toBe(60)
  receiver.release()
  for (const { done } of requests) expect(await done).toMatchObject({ statusCode: 200 })
})

it('keeps no more idle connections than it may', async () => {
  const receiver = await startReceiver({ answers: ['hang'] })
  const { start, send } = testSender({ connections: 1 })
  const requests = [start(receiver.url), start(receiver.url)]
  await receiver.waitFor(2)
  receiver.release()
  for (const { done } of requests) await done
  receiver.setAnswers([200])
  await send(receiver.url)
  expect(receiver.accepted).toBe(2)
})

it('connections of one receiver do not serve another', async () => {
  const [one, other] = [await startReceiver(), await startReceiver()]
  const { send } = testSender()
  await send(one.url)
  await send(other.url)
  expect([one.requests.length, other.requests.length]).toEqual([1, 1])
})

it('a receiver that closes after each answer gets a new connection each time', async () => {
  const server = await rawServer(
    answering('HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', (socket) => socket.end()),
  )
  const { send } = testSender()
  for (let count = 1; count <= 3; count += 1) {
    const attempt = await send(`http://${server.host}/`)
    expect(attempt).toMatchObject({ statusCode: 200, errorCode: null })
    expect(attempt.timings.connectMs).not.toBeNull()
    expect(server.sockets).toHaveLength(count)
  }
})
