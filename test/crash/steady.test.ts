/**
 * Two hundred kills at random moments of an application that enqueues and delivers all the time. Every accepted event
 * arrives; a copy beyond an attempt's first is one that was on its way at a kill; the database is whole each time.
 */
import { expect, it } from 'vitest'
import { startTestEngine, type TestEngine } from '../support/engine.ts'
import { runAndKill } from '../support/crash.ts'
import type { CrashWork } from '../support/crash-child.ts'
import { seededRandom } from '../support/random.ts'
import { startReceiver, type TestReceiver } from '../support/receiver.ts'
import { tempDir } from '../support/temp-dir.ts'
import { expectSound } from '../support/whole.ts'

/** How often each attempt of each event came: `<event id> <attempt number>`. */
function arrivals(receivers: TestReceiver[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { requests } of receivers) {
    for (const { headers } of requests) {
      const key = `${headers['webhook-id']} ${headers['webhook-attempt']}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  return counts
}

/** Attempts that a kill left without a result, by the same keys. */
async function interruptions(engine: TestEngine): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (let offset = 0; ; offset += 500) {
    const { rows } = await engine.run('delivery.list', { offset, limit: 500 })
    if (rows.length === 0) return counts
    for (const { id, eventId, attemptMarks } of rows) {
      if (!attemptMarks.includes('i')) continue
      const { attempts } = await engine.run('delivery.show', { id })
      for (const { number, outcome } of attempts) {
        if (outcome !== 'interrupted') continue
        const key = `${eventId} ${number}`
        counts.set(key, (counts.get(key) ?? 0) + 1)
      }
    }
  }
}

/** Of each of the two; all of them take more than three minutes. */
const kills = Number(process.env['KILLS'] ?? 100)

it.each([1, 2])(`${kills} kills lose nothing (%i)`, { timeout: 600_000 }, async (seed) => {
  const random = seededRandom(seed)
  const dataDir = tempDir()
  const receivers = [
    await startReceiver({ answers: [200] }),
    await startReceiver({ answers: [200, 500, 200, 'reset', 200] }),
  ]
  const accepted: string[] = []
  for (let round = 0; round < kills; round += 1) {
    const urls = receivers.map(({ url }) => url)
    const work: CrashWork = { dataDir, urls, seed: seed * 1_000 + round, kind: 'steady' }
    accepted.push(...(await runAndKill(work, Math.floor(random() * 150))))
    expectSound(dataDir)
  }

  const engine = startTestEngine({ dataDir })
  await engine.run('settings.set', { keepDeliveredCount: null })
  for (const receiver of receivers) receiver.setAnswers([200])
  const drained = { yet: false }
  void engine.run('queue.drain', {}).then(() => {
    drained.yet = true
  })
  while (!drained.yet) {
    engine.clock.advance(1_000)
    await engine.turn()
  }

  const came = arrivals(receivers)
  const arrived = new Set([...came.keys()].map((key) => key.split(' ')[0]))
  expect(accepted.filter((id) => !arrived.has(id))).toEqual([])
  const interrupted = await interruptions(engine)
  const unexplained = [...came].filter(([key, count]) => count - 1 > (interrupted.get(key) ?? 0))
  expect(unexplained).toEqual([])
})
