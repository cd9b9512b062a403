/** Waits that are longer or shorter by chance, so that many deliveries do not come back at the same moment. */
import { expect, it } from 'vitest'
import { startTestEngine } from '../support/engine.ts'
import { startReceiver } from '../support/receiver.ts'

/** The waits of so many deliveries after their first failure, in order of acceptance. */
async function waits(jitterPercent: number, { copies = 10, seed = 1 } = {}): Promise<number[]> {
  const receiver = await startReceiver({ answers: [500] })
  const engine = startTestEngine({ seed })
  const id = await engine.endpoint(receiver.url, { jitterPercent, retrySchedule: ['100s'], concurrency: 1 })
  await engine.send({ endpointIds: [id], copies })
  await engine.until(async () => (await engine.counts()).retrying === copies)
  const { rows } = await engine.run('delivery.list', {})
  await engine.stop()
  return rows.map(({ nextAttemptAt }) => (nextAttemptAt ?? 0) - engine.clock.now()).reverse()
}

it('spreads the waits within its bounds, to both sides, and about evenly', async () => {
  const all = await waits(20, { copies: 60 })
  expect(Math.min(...all)).toBeGreaterThanOrEqual(80_000)
  expect(Math.max(...all)).toBeLessThanOrEqual(120_000)
  expect(new Set(all).size).toBeGreaterThan(50)
  for (const quarter of [80_000, 90_000, 100_000, 110_000]) {
    const within = all.filter((wait) => wait >= quarter && wait <= quarter + 10_000)
    expect(within.length, `from ${quarter}`).toBeGreaterThan(5)
  }
})

it('is off by default: waits are exact', async () => {
  expect(new Set(await waits(0))).toEqual(new Set([100_000]))
})

it('is the same for the same seed, and another for another', async () => {
  const [first, same, other] = [
    await waits(50, { seed: 7 }),
    await waits(50, { seed: 7 }),
    await waits(50, { seed: 8 }),
  ]
  expect(same).toEqual(first)
  expect(other).not.toEqual(first)
})

it('is asked at each attempt, also of deliveries that were accepted before', async () => {
  const receiver = await startReceiver({ answers: [500] })
  const engine = startTestEngine()
  const id = await engine.endpoint(receiver.url, { retrySchedule: ['100s'], jitterPercent: 50 })
  const ids = await engine.send({ endpointIds: [id] })
  const [delivery = ''] = ids
  await engine.reaches(delivery, 'retrying')
  await engine.run('endpoint.save', { id, options: { jitterPercent: 0 } })
  await engine.run('delivery.retry', { ids })
  await engine.until(async () => (await engine.run('delivery.show', { id: delivery })).attempts.length === 2)
  const { nextAttemptAt } = await engine.reaches(delivery, 'retrying')
  expect(nextAttemptAt).toBe(engine.clock.now() + 100_000)
})
