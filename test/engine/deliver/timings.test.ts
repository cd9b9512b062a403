import { expect, it } from 'vitest'
import { startReceiver } from '../../support/receiver.ts'
import { testSender } from './sending.ts'

it('an address needs no dns, and the phases fit into the whole', async () => {
  const receiver = await startReceiver()
  const { timings } = await testSender().send(receiver.url)
  expect(timings).toMatchObject({ dnsMs: null, tlsMs: null })
  expect(timings.connectMs).toBeGreaterThan(0)
  expect(timings.firstByteMs).toBeGreaterThan(timings.connectMs ?? Infinity)
  expect(timings.totalMs).toBeGreaterThanOrEqual(timings.firstByteMs ?? Infinity)
})

it('the time until the first byte counts the wait for it', async () => {
  const receiver = await startReceiver({ answers: ['hang'] })
  const { start } = testSender()
  const startedMs = performance.now()
  const { done } = start(receiver.url)
  await receiver.waitFor(1)
  const waitedMs = performance.now() - startedMs
  receiver.release()
  const { timings } = await done
  expect(timings.firstByteMs).toBeGreaterThan(waitedMs - 1)
})
