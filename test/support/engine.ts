/** A real engine on a real file, with a clock that the test moves and the real sender; closed and checked after each test. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { v7 as uuidV7 } from 'uuid'
import { expect, onTestFinished } from 'vitest'
import { createSender } from '../../src/engine/deliver/create-sender.ts'
import { createEngine } from '../../src/engine/engine.ts'
import type { LogEntry } from '../../src/engine/log.ts'
import { databaseName, openStore } from '../../src/engine/store/store.ts'
import type { CommandInput, CommandName, CommandOutput } from '../../src/shared/commands.ts'
import type { FeedBatch } from '../../src/shared/events.ts'
import type { DeliveryDetail, DeliveryState } from '../../src/shared/model.ts'
import type { Failure, Result } from '../../src/shared/result.ts'
import { tempDir } from './temp-dir.ts'
import { testClock, type TestClock } from './clock.ts'
import { seededRandom } from './random.ts'

export interface TestEngine {
  readonly dataDir: string
  readonly clock: TestClock
  readonly logged: LogEntry[]
  readonly batches: FeedBatch[]
  /** The answer's value; fails the test when the command was refused. */
  run<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>>
  /** The refusal; fails the test when the command was not refused. */
  refused(name: string, input: unknown): Promise<Failure>
  /** The delivery once it is in one of these states; fed by the engine's own feed. */
  reaches(id: string, ...states: DeliveryState[]): Promise<DeliveryDetail>
  /** Once `question` is answered with true; asked after every batch of the feed. */
  until(question: () => boolean | Promise<boolean>): Promise<void>
  /** The gate itself: any name, any input. */
  invoke(name: unknown, input: unknown): Promise<Result<unknown>>
  /** Aborts what is in flight at once. */
  stop(): Promise<void>
  /** Lets what is in flight finish; time stands still meanwhile. */
  stopWithin(graceMs: number): Promise<void>
}

export function startTestEngine(
  options: { dataDir?: string; clock?: TestClock; seed?: number } = {},
): TestEngine {
  const dataDir = options.dataDir ?? tempDir()
  const clock = options.clock ?? testClock()
  const logged: LogEntry[] = []
  const batches: FeedBatch[] = []
  const engine = createEngine({
    store: openStore(dataDir),
    clock,
    sender: createSender({ clock }),
    newId: () => uuidV7(),
    random: seededRandom(options.seed ?? 1),
    log: (entry) => logged.push(entry),
    version: '0.0.0',
  })
  const askAgain = new Set<() => void>()
  engine.subscribe((batch) => {
    batches.push(batch)
    for (const ask of askAgain) ask()
  })
  engine.start()

  const run: TestEngine['run'] = async (name, input) => {
    const result = await engine.invoke(name, input)
    if (!result.ok) throw new Error(`${name} was refused: ${JSON.stringify(result.error)}`)
    return result.value as CommandOutput<typeof name>
  }
  const until: TestEngine['until'] = (question) =>
    new Promise((resolve, reject) => {
      const ask = (): void => {
        void (async () => {
          if (!(await question())) return
          askAgain.delete(ask)
          resolve()
        })().catch(reject)
      }
      askAgain.add(ask)
      ask()
    })
  const stop = async (): Promise<void> => {
    const stopped = engine.stop(0)
    clock.advance(0)
    await stopped
  }
  onTestFinished(async () => {
    await stop()
    expect(clock.armed(), 'timers left after stop').toBe(0)
    expectWhole(dataDir)
  })
  return {
    dataDir,
    clock,
    logged,
    batches,
    run,
    until,
    stop,
    stopWithin: (graceMs) => engine.stop(graceMs),
    invoke: (name, input) => engine.invoke(name, input),
    async refused(name, input) {
      const result = await engine.invoke(name, input)
      if (result.ok) throw new Error(`${name} was not refused`)
      return result.error
    },
    async reaches(id, ...states) {
      let detail: DeliveryDetail | undefined
      await until(async () => {
        detail = await run('delivery.show', { id })
        return states.includes(detail.state)
      })
      if (!detail) throw new Error('unreachable')
      return detail
    },
  }
}

/** No lease is left, and SQLite finds nothing wrong. */
export function expectWhole(dataDir: string): void {
  const database = new Database(join(dataDir, databaseName), { readonly: true })
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(database.prepare("SELECT count(*) AS n FROM deliveries WHERE state = 'sending'").get()).toEqual({
      n: 0,
    })
  } finally {
    database.close()
  }
}
