/** A hundred thousand commands, right and nearly right, of one engine with a real file and a real receiver. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { databaseName } from '../../src/engine/store/store.ts'
import { otherCommands } from '../support/all-commands.ts'
import { startTestEngine, type TestEngine } from '../support/engine.ts'
import { anyOf, type Chance, chanceOf, letAllGo, operations } from '../support/random-operations.ts'
import { type Answer, startReceiver, type TestReceiver } from '../support/receiver.ts'
import { expectTrueCounts, expectWholeTables } from '../support/whole.ts'

const seed = Number(process.env['SEED'] ?? 1)
const total = Number(process.env['COMMANDS'] ?? 100_000)
const atOnce = 200

const answers: Answer[] = [
  ...Array.from({ length: 12 }, () => 200),
  ...([404, 500, 500, 301, 'hang', 'reset'] as const),
  { status: 503, headers: { 'retry-after': '5' } },
  { status: 200, body: 'half', brokenOff: true },
]

/** What grows with every request and every batch is of no use here. */
function forget(receiver: TestReceiver, engine: TestEngine): void {
  receiver.requests.length = 0
  engine.batches.length = 0
}

async function round(
  chance: Chance,
  operate: (chance: Chance) => Promise<unknown>,
  engine: TestEngine,
): Promise<void> {
  const asked = Array.from({ length: atOnce }, () => operate(chance))
  // Whoever waits with a limit waits no longer.
  engine.clock.advance(1)
  await Promise.all(asked)
}

/** Everything that people can see of the queue. */
async function all(engine: TestEngine) {
  const rows = []
  for (let offset = 0; ; offset += 500) {
    const page = await engine.run('delivery.list', { offset, limit: 500 })
    if (page.rows.length === 0) break
    rows.push(...page.rows)
  }
  return { rows, counts: await engine.counts(), ...(await engine.run('endpoint.list', {})) }
}

it(`after ${total} random commands (seed ${seed})`, { timeout: 600_000 }, async () => {
  const chance = chanceOf(seed)
  const receiver = await startReceiver()
  const engine = startTestEngine({ seed })
  await engine.run('settings.set', { keepDeliveredDays: null, keepDeliveredCount: null })
  const urls = ['x', 'y', 'z'].flatMap((path) => [`${receiver.url}/${path}`, `${receiver.url}/${path}?q`])
  const endpointIds: string[] = []
  for (const path of ['e', 'f', 'g']) endpointIds.push(await engine.endpoint(`${receiver.url}/${path}`))
  const accepted = new Set<string>()
  const latest: string[] = []
  const operate = anyOf([
    ...operations(
      engine,
      { urls, endpointIds },
      {
        filters: 0.003,
        accepted(ids) {
          for (const id of ids) accepted.add(id)
          latest.push(...ids)
        },
        deleted: (ids) => ids.forEach((id) => accepted.delete(id)),
      },
    ),
    ...otherCommands(engine, { urls, endpointIds }, { latest, seed }),
  ])
  const onDisk = new Database(join(engine.dataDir, databaseName), { readonly: true })
  for (let done = 0; done < total; done += atOnce) {
    receiver.setAnswers(Array.from({ length: 300 }, () => chance.pick(answers)))
    await round(chance, operate, engine)
    receiver.release()
    forget(receiver, engine)
    if (done % (total / 10) > 0) continue
    await expectTrueCounts(engine.run)
    expectWholeTables(onDisk)
  }
  onDisk.close()
  expect(engine.logged).toEqual([])

  receiver.setAnswers([200])
  receiver.release()
  const free = { ordered: false, rateLimit: null, breaker: null, concurrency: null }
  for (const id of endpointIds) await engine.invoke('endpoint.save', { id, options: free })
  await engine.run('settings.set', { concurrency: 100 })
  const { endpoints } = await engine.run('endpoint.list', {})
  await letAllGo(
    engine,
    endpoints.map(({ id }) => id),
  )
  const before = await all(engine)
  const ids = new Set(before.rows.map(({ id }) => id))
  expect(
    [...accepted].filter((id) => !ids.has(id)),
    'accepted, not deleted, and not there',
  ).toEqual([])
  expect(accepted.size).toBeGreaterThan(total / 20)
  await engine.stop()

  const again = startTestEngine({ dataDir: engine.dataDir, clock: engine.clock })
  expect(await all(again)).toEqual(before)
})
