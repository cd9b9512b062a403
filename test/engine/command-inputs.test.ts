/** Whatever comes in: it is done, or refused with a code and a sentence, and then nothing has changed. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import * as fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { databaseName } from '../../src/engine/store/store.ts'
import { type CommandName, commands } from '../../src/shared/commands.ts'
import type { Result } from '../../src/shared/result.ts'
import { startTestEngine, type TestEngine } from '../support/engine.ts'
import { validInputs, withIds } from '../support/inputs.ts'
import { nearly, nonsense } from '../support/nonsense.ts'

const tables = [
  'events',
  'deliveries',
  'destinations',
  'endpoints',
  'categories',
  'attempts',
  'settings',
  'views',
  'templates',
  'draft',
]

interface World {
  engine: TestEngine
  /** Ids that exist, newest last. */
  ids: { delivery: string[]; endpoint: string[]; job: string[] }
  /** All that a command can change, in memory and on disk. */
  state(): Promise<unknown>
}

/** A paused queue, so that nothing happens but what is asked for. */
async function world(): Promise<World> {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  const database = new Database(join(engine.dataDir, databaseName), { readonly: true })
  onTestFinished(() => void database.close())
  const ids: World['ids'] = { delivery: [], endpoint: [], job: [] }
  return {
    engine,
    ids,
    async state() {
      const { snapshot, endpoints } = await seen(engine)
      const { number: _number, pulse: _pulse, ...shown } = snapshot
      return {
        shown,
        endpoints,
        rows: tables.map((table) => database.prepare(`SELECT * FROM ${table}`).all()),
      }
    },
  }
}

async function seen(engine: TestEngine) {
  const [snapshot, endpoints] = await Promise.all([
    engine.run('snapshot.get', {}),
    engine.run('endpoint.list', {}),
  ])
  return { snapshot, endpoints }
}

/** Something of each kind that the ids can stand for, and no job that still runs. */
async function prepare({ engine, ids }: World): Promise<void> {
  const { jobs } = await engine.run('snapshot.get', {})
  for (const { id } of jobs) await engine.jobEnds(id)
  ids.job = jobs.map(({ id }) => id)
  const { rows } = await engine.run('delivery.list', { limit: 5 })
  ids.delivery =
    rows.length < 3 ? await engine.send({ url: 'http://127.0.0.1:1/a', copies: 3 }) : rows.map(({ id }) => id)
  const { endpoints } = await engine.run('endpoint.list', {})
  ids.endpoint =
    endpoints.length < 2 ? [await engine.endpoint('http://127.0.0.1:1/e')] : endpoints.map(({ id }) => id)
  if (!(await engine.run('snapshot.get', {})).queue.paused) await engine.run('queue.pause', {})
}

/** Its answer, or null where it goes on waiting for something, as it may. */
async function answerOf({ engine }: World, name: string, input: unknown): Promise<Result<unknown> | null> {
  const answer = engine.invoke(name, input)
  // Whoever waits with a limit waits no longer than this.
  engine.clock.advance(1)
  const turns = (async () => {
    await engine.turn()
    await engine.turn()
    return null
  })()
  return await Promise.race([answer, turns])
}

function expectRefusal(result: Extract<Result<unknown>, { ok: false }>): void {
  const { code, message, details } = result.error
  expect(code).toMatch(/^[a-z][a-z0-9_]+$/)
  expect(code).not.toBe('internal')
  expect(message).not.toBe('')
  if (code === 'invalid_input') expect(details).toMatchObject({ field: expect.any(String) as string })
}

/** Sending would change the queue by itself. */
const onlyWrong = new Set<CommandName>(['queue.resume'])

it.each(Object.keys(commands) as CommandName[])('%s', async (name) => {
  const here = await world()
  const valid = validInputs[name]
  const input = onlyWrong.has(name)
    ? nearly(fc.constant({ id: 1 }))
    : fc.oneof({ arbitrary: valid, weight: 2 }, { arbitrary: nearly(valid), weight: 5 }, nonsense)
  await fc.assert(
    fc.asyncProperty(input, async (made) => {
      await prepare(here)
      const before = await here.state()
      const result = await answerOf(here, name, withIds(made, here.ids))
      if (!result || result.ok) return
      expectRefusal(result)
      expect(await here.state()).toEqual(before)
    }),
    { numRuns: 30, seed: 1 },
  )
  expect(here.engine.logged).toEqual([])
})
