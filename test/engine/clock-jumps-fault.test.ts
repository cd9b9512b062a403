/** The clock is set back while the disk refuses: what waits is planned anew when it takes writes again. */
import { it } from 'vitest'
import { day, expectWait, hour, tick } from '../support/clock-jump.ts'
import { testDisk } from '../support/disk.ts'
import { startTestEngine } from '../support/engine.ts'
import { startReceiver } from '../support/receiver.ts'

it('a day back with a disk that is full: nothing waits a day longer', async () => {
  const disk = testDisk()
  const receiver = await startReceiver({ answers: [500] })
  const engine = startTestEngine({ sync: disk.sync })
  const jobsEnd = async (): Promise<void> => {
    for (const { id } of (await engine.run('snapshot.get', {})).jobs) await engine.jobEnds(id)
  }
  await engine.run('settings.set', { concurrency: 100 })
  // More than a job changes in one step.
  const ids = await engine.send({ url: receiver.url, retrySchedule: ['1h'], copies: 1_000 })
  await engine.until(async () => (await engine.counts()).retrying === 1_000)
  disk.fail('the disk is full')
  engine.clock.set(engine.clock.now() - day)
  engine.clock.advance(tick)
  await disk.failures(2)
  await jobsEnd()
  disk.fail(null)
  await engine.until(async () => (await engine.run('snapshot.get', {})).queue.fault === null)
  await jobsEnd()
  for (const id of [ids[0], ids[999]]) await expectWait(engine, id ?? '', hour - tick)
})
