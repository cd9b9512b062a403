/** A machine whose clock jumps by a day, as tests of it say it. */
import { expect } from 'vitest'
import { startTestEngine, type TestEngine } from './engine.ts'
import { type Answer, startReceiver, type TestReceiver } from './receiver.ts'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour
/** The engine looks at its clock so often. */
export const tick = 15_000

export interface Started {
  receiver: TestReceiver
  engine: TestEngine
}

export async function started(answers: Answer[] = [200]): Promise<Started> {
  return { receiver: await startReceiver({ answers }), engine: startTestEngine() }
}

/** As a person sets it, and as long as it takes to be noticed. */
export async function jump(engine: TestEngine, ms: number): Promise<void> {
  engine.clock.set(engine.clock.now() + ms)
  engine.clock.advance(tick)
  await engine.turn()
  for (const { id } of (await engine.run('snapshot.get', {})).jobs) await engine.jobEnds(id)
}

/** Its next attempt is so far away; the time that the test itself takes counts as passed. */
export async function expectWait(engine: TestEngine, id: string, ms: number): Promise<void> {
  const { nextAttemptAt } = await engine.run('delivery.show', { id })
  const waitMs = (nextAttemptAt ?? Number.NaN) - engine.clock.now()
  expect(waitMs).toBeGreaterThan(ms - 5_000)
  expect(waitMs).toBeLessThanOrEqual(ms)
}

export async function settled(engine: TestEngine): Promise<void> {
  await engine.turn()
  await engine.until(async () => (await engine.counts()).sending === 0)
}
