import { expect, it } from 'vitest'
import { systemClock } from '../../../src/engine/clock.ts'
import { createSender } from '../../../src/engine/deliver/create-sender.ts'
import { startReceiver } from '../../support/receiver.ts'
import { answering, deafPort, rawServer } from './raw-servers.ts'
import { outgoing, testSender } from './sending.ts'

/** How late it ended, against a timer of the same length; a busy machine delays both. */
async function lateness(
  url: string,
  timeouts: { timeoutMs?: number; connectTimeoutMs?: number },
): Promise<number> {
  const sender = createSender({ clock: systemClock })
  const ms = Math.min(...Object.values(timeouts))
  const startedMs = performance.now()
  const ideal = new Promise<number>((resolve) => {
    setTimeout(() => resolve(performance.now() - startedMs), ms)
  })
  const { errorCode, timings } = await sender.send(outgoing(url, timeouts)).done
  expect(errorCode).toMatch(/^timeout_/)
  await sender.close()
  return timings.totalMs - (await ideal)
}

it('while connecting', async () => {
  const url = `http://127.0.0.1:${await deafPort()}/`
  expect(Math.abs(await lateness(url, { connectTimeoutMs: 1_000 }))).toBeLessThan(50)
})

it('while the answer does not come', async () => {
  const { url } = await startReceiver({ answers: ['hang'] })
  expect(Math.abs(await lateness(url, { timeoutMs: 1_000 }))).toBeLessThan(50)
})

it('while the body does not end', async () => {
  const server = await rawServer(answering('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf!'))
  expect(Math.abs(await lateness(`http://${server.host}/`, { timeoutMs: 1_000 }))).toBeLessThan(50)
})

it.each([1_000, 600_000])('%i ms are neither more nor less', async (timeoutMs) => {
  const receiver = await startReceiver({ answers: ['hang'] })
  const { clock, start } = testSender()
  const { done } = start(receiver.url, { timeoutMs })
  let ended = false
  void done.then(() => {
    ended = true
  })
  await receiver.waitFor(1)
  clock.advance(timeoutMs - 1)
  await Promise.resolve()
  expect(ended).toBe(false)
  clock.advance(1)
  expect(await done).toMatchObject({ errorCode: 'timeout_response' })
})
