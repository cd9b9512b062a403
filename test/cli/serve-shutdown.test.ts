/** `serve` is asked to end with fifty requests on their way: bounded, and the next one sends exactly what did not finish. */
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { storedDeliveries } from '../support/on-disk.ts'
import { startReceiver, type TestReceiver } from '../support/receiver.ts'
import { expectSound, expectWhole } from '../support/whole.ts'
import { type Cli, createCli, type Serving } from './cli.ts'

const idsOf = (receiver: TestReceiver): string[] =>
  receiver.requests.map(({ headers }) => headers['webhook-id'] ?? '').sort()

async function fiftyInFlight({ ask }: Serving) {
  const answering = await startReceiver({ answers: ['hang'] })
  const silent = await startReceiver({ answers: ['hang'] })
  // To endpoints that have not answered yet go half of them.
  await ask('settings.set', { concurrency: 100, requestTimeoutMs: 60_000 })
  for (const { url } of [answering, silent])
    await ask('event.send', { url, category: 'c', data: '{}', copies: 25 })
  await Promise.all([answering.waitFor(25), silent.waitFor(25)])
  return { answering, silent }
}

/** The next one sends again what it finds interrupted, and no more. */
async function expectSentAgain(cli: Cli, receivers: TestReceiver[], again: string[]): Promise<void> {
  for (const receiver of receivers) receiver.setAnswers([200])
  const before = receivers.flatMap(idsOf)
  const { ask, end } = await cli.serve()
  expect(await ask('queue.drain', { timeoutMs: 10_000 })).toMatchObject({
    ok: true,
    value: { counts: { delivered: 50, queued: 0, sending: 0 } },
  })
  expect(receivers.flatMap(idsOf).sort()).toEqual([...before, ...again].sort())
  expect(await end('SIGTERM')).toBe(0)
  expectWhole(cli.dataDir)
}

it('SIGTERM: those that answer are recorded, the others given back within ten seconds', async () => {
  const cli = createCli()
  const serving = await cli.serve()
  const { answering, silent } = await fiftyInFlight(serving)
  const waiting = serving.ask('queue.drain', {})
  const startedMs = performance.now()
  const ended = serving.end('SIGTERM')
  // It has heard the signal.
  expect(await waiting).toMatchObject({ ok: false, error: { code: 'stopping' } })
  answering.release()
  expect(await ended).toBe(0)
  expect(performance.now() - startedMs).toBeLessThan(10_000)

  expectWhole(cli.dataDir)
  const stored = storedDeliveries(cli.dataDir)
  for (const { state, attemptCount, attemptMarks } of stored) {
    expect([state, attemptCount, attemptMarks]).toEqual(
      state === 'delivered' ? ['delivered', 1, 'd'] : ['queued', 0, 'i'],
    )
  }
  const delivered = stored.filter(({ state }) => state === 'delivered').map(({ eventId }) => eventId)
  expect(delivered.sort()).toEqual(idsOf(answering))
  await expectSentAgain(cli, [answering, silent], idsOf(silent))
})

it('a second signal: it ends at once, and all are sent again, marked as interrupted', async () => {
  const cli = createCli()
  const serving = await cli.serve()
  const { answering, silent } = await fiftyInFlight(serving)
  const waiting = serving.ask('queue.drain', {})
  const closed = once(serving.child, 'close')
  const startedMs = performance.now()
  serving.child.kill('SIGTERM')
  expect(await waiting).toMatchObject({ ok: false, error: { code: 'stopping' } })
  const again = setInterval(() => serving.child.kill('SIGTERM'), 50) // A quick echo of the first one does not count.
  await closed
  clearInterval(again)
  expect(serving.child.exitCode).toBe(143)
  expect(performance.now() - startedMs).toBeLessThan(3_000)

  expectSound(cli.dataDir)
  const inFlight = [...idsOf(answering), ...idsOf(silent)]
  await expectSentAgain(cli, [answering, silent], inFlight)
  for (const { attemptCount, attemptMarks } of storedDeliveries(cli.dataDir)) {
    expect([attemptCount, attemptMarks]).toEqual([1, 'id'])
  }
})
