/** An end while much is on its way: bounded, nothing lost, and the next start sends exactly what did not finish. */
import { expect, it } from 'vitest'
import { commands } from '../../src/shared/commands.ts'
import { startApplication } from '../support/application.ts'
import { startTestEngine, type TestEngine } from '../support/engine.ts'
import { storedDeliveries } from '../support/on-disk.ts'
import { startReceiver, type TestReceiver } from '../support/receiver.ts'
import { tempDir } from '../support/temp-dir.ts'
import { expectWhole } from '../support/whole.ts'

const send = { url: 'http://127.0.0.1:1/', category: 'c', data: '{}' }

const idsOf = (receiver: TestReceiver): string[] =>
  receiver.requests.map(({ headers }) => headers['webhook-id'] ?? '').sort()

/** Fifty are on their way: those of one receiver will be answered, those of the other never. */
async function fiftyInFlight(run: (name: string, input: unknown) => Promise<unknown>) {
  const answering = await startReceiver({ answers: ['hang'] })
  const silent = await startReceiver({ answers: ['hang'] })
  // To endpoints that have not answered yet go half of them.
  await run('settings.set', { concurrency: 100, requestTimeoutMs: 60_000 })
  for (const { url } of [answering, silent])
    await run('event.send', { url, category: 'c', data: '{}', copies: 25 })
  await Promise.all([answering.waitFor(25), silent.waitFor(25)])
  return { answering, silent }
}

/** As it has to be on disk after an end in order. */
function expectGivenBack(
  dataDir: string,
  receivers: { answering: TestReceiver; silent: TestReceiver },
): void {
  expectWhole(dataDir)
  const stored = storedDeliveries(dataDir)
  const of = (state: string): string[] =>
    stored.flatMap((one) => (one.state === state ? [one.eventId] : [])).sort()
  expect(of('delivered')).toEqual(idsOf(receivers.answering))
  expect(of('queued')).toEqual(idsOf(receivers.silent))
  for (const { state, attemptCount, attemptMarks } of stored) {
    expect([attemptCount, attemptMarks]).toEqual(state === 'delivered' ? [1, 'd'] : [0, 'i'])
  }
}

it('by SIGTERM: what answers in time is recorded, what does not is sent again by the next start', async () => {
  const dataDir = tempDir()
  const first = await startApplication(dataDir, { graceMs: 1_000 })
  const receivers = await fiftyInFlight(first.run)
  const startedMs = performance.now()
  const ended = first.terminate()
  receivers.answering.release()
  expect(await ended).toBe(0)
  expect(performance.now() - startedMs).toBeLessThan(6_000)
  expectGivenBack(dataDir, receivers)

  const { silent, answering } = receivers
  const before = idsOf(silent)
  silent.setAnswers([200])
  const second = await startApplication(dataDir)
  const { counts } = await second.run('queue.drain', { timeoutMs: 10_000 })
  expect(counts).toMatchObject({ delivered: 50 })
  expect(idsOf(silent)).toEqual([...before, ...before].sort())
  expect(answering.requests).toHaveLength(25)
  await second.quit()
})

/** As the clock of the test moves, the grace is over when it says so. */
async function stoppedAfter(engine: TestEngine, graceMs: number): Promise<void> {
  const stopped = engine.stopWithin(graceMs)
  engine.clock.advance(graceMs)
  await stopped
}

it('with no grace: all are given back, due at once', async () => {
  const engine = startTestEngine()
  const { answering, silent } = await fiftyInFlight((name, input) => engine.invoke(name, input))
  await stoppedAfter(engine, 0)
  for (const one of storedDeliveries(engine.dataDir)) {
    expect(one).toMatchObject({ state: 'queued', attemptCount: 0, attemptMarks: 'i' })
    expect(one.nextAttemptAt).toBeLessThanOrEqual(engine.clock.now())
  }
  for (const receiver of [answering, silent]) receiver.setAnswers([200])
  const again = startTestEngine({ dataDir: engine.dataDir, clock: engine.clock })
  expect((await again.run('queue.drain', {})).counts).toMatchObject({ delivered: 50 })
  expect([...idsOf(answering), ...idsOf(silent)]).toHaveLength(100)
})

it('with the grace of 10 s, and not a moment later', async () => {
  const engine = startTestEngine()
  const receivers = await fiftyInFlight((name, input) => engine.invoke(name, input))
  let isOver = false
  const stopped = engine.stopWithin(10_000).then(() => {
    isOver = true
  })
  receivers.answering.release()
  await engine.until(async () => (await engine.counts()).delivered === 25)
  engine.clock.advance(9_999)
  await new Promise((resolve) => setImmediate(resolve))
  expect(isOver).toBe(false)
  engine.clock.advance(1)
  await stopped
  expectGivenBack(engine.dataDir, receivers)
})

it('stopped twice it ends once, and the shorter second grace changes nothing', async () => {
  const receiver = await startReceiver({ answers: ['hang'] })
  const engine = startTestEngine()
  const [id = ''] = await engine.send({ url: receiver.url })
  await receiver.waitFor(1)
  const stops = [engine.stopWithin(10_000), engine.stopWithin(0)]
  receiver.release()
  await Promise.all(stops)
  const again = startTestEngine({ dataDir: engine.dataDir })
  expect(await again.run('delivery.show', { id })).toMatchObject({ state: 'delivered', attemptMarks: 'd' })
})

it('while the queue is paused: at once, and it stays paused', async () => {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  await engine.send({ url: 'http://127.0.0.1:1/', copies: 10 })
  // No time passes.
  await engine.stopWithin(10_000)
  const again = startTestEngine({ dataDir: engine.dataDir })
  expect((await again.run('snapshot.get', {})).queue).toMatchObject({ paused: true })
  expect(await again.counts()).toMatchObject({ queued: 10 })
})

it('while the queue is paused with requests on their way: they may finish', async () => {
  const engine = startTestEngine()
  const receivers = await fiftyInFlight((name, input) => engine.invoke(name, input))
  await engine.run('queue.pause', {})
  const stopped = engine.stopWithin(5_000)
  receivers.answering.release()
  await engine.until(async () => (await engine.counts()).delivered === 25)
  engine.clock.advance(5_000)
  await stopped
  expectGivenBack(engine.dataDir, receivers)
})

it('in the middle of a replay of 5,000: whole steps are there, each copy whole', async () => {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  for (let thousands = 0; thousands < 5; thousands += 1)
    await engine.send({ url: 'http://127.0.0.1:1/', copies: 1_000 })
  const { job } = await engine.run('delivery.replay', { filter: {}, as: 'new' })
  await engine.until(async () => {
    const { jobs } = await engine.run('snapshot.get', {})
    return jobs.some(({ id, done }) => id === job?.id && done >= 1_000)
  })
  await stoppedAfter(engine, 0)
  const stored = storedDeliveries(engine.dataDir).length - 5_000
  expect(stored % 500).toBe(0)
  expect(stored).toBeGreaterThanOrEqual(1_000)
  expect(stored).toBeLessThan(5_000)
  const again = startTestEngine({ dataDir: engine.dataDir })
  expect((await again.run('snapshot.get', {})).jobs).toEqual([])
})

it('in the middle of retention: what is left is whole, and goes with the next start', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  await engine.run('settings.set', { concurrency: 50 })
  await engine.send({ url: receiver.url, copies: 1_000 })
  await engine.send({ url: receiver.url, copies: 1_000 })
  await engine.run('queue.drain', {})
  await engine.run('settings.set', { deleteDelivered: true })
  // Not by the feed, which tells of many only four times a second.
  while ((await engine.counts()).delivered === 2_000) await new Promise(setImmediate)
  await stoppedAfter(engine, 0)
  const left = storedDeliveries(engine.dataDir).length
  expect(left % 200).toBe(0)
  expect(left).toBeGreaterThan(0)
  const again = startTestEngine({ dataDir: engine.dataDir })
  await again.until(async () => (await again.counts()).delivered === 0)
})

it('once stopped it refuses every command, where one hung and one opened a port', async () => {
  const engine = startTestEngine()
  const ids = await engine.send({ url: 'http://127.0.0.1:1/', sendAt: engine.clock.now() + 1_000_000 })
  const id = await engine.endpoint('http://127.0.0.1:1/')
  await engine.stop()
  for (const name of Object.keys(commands)) {
    for (const input of [{}, { ids }, { id: ids[0] }, { id }, { answers: [200] }]) {
      expect(await engine.refused(name, input)).toMatchObject({ code: 'stopping' })
    }
  }
})

it('whoever waits is told that it ends, and nobody new begins to wait', async () => {
  const receiver = await startReceiver({ answers: ['hang'] })
  const engine = startTestEngine()
  const ids = await engine.send({ url: receiver.url })
  await receiver.waitFor(1)
  const waiting = [engine.refused('queue.drain', {}), engine.refused('delivery.wait', { ids })]
  const stopped = engine.stopWithin(10_000)
  waiting.push(engine.refused('queue.drain', {}), engine.refused('event.send', send))
  engine.clock.advance(10_000)
  for (const refusal of await Promise.all(waiting)) expect(refusal).toMatchObject({ code: 'stopping' })
  await stopped
})
