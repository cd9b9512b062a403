/** A real engine on a real file, with a clock that the test moves and the real sender; closed and checked after each test. */
import { v7 as uuidV7 } from 'uuid'
import { expect, onTestFinished } from 'vitest'
import { createSender } from '../../src/engine/deliver/create-sender.ts'
import type { Sender } from '../../src/engine/deliver/sender.ts'
import { createEngine, type Engine } from '../../src/engine/engine.ts'
import type { LogEntry } from '../../src/engine/log.ts'
import { openEngine } from '../../src/engine/open-engine.ts'
import type { Sync } from '../../src/engine/store/durability.ts'
import { openStore, type Store } from '../../src/engine/store/store.ts'
import type { CommandInput, CommandName, CommandOutput } from '../../src/shared/commands.ts'
import type { FeedBatch } from '../../src/shared/events.ts'
import type { Job } from '../../src/shared/job.ts'
import type { Counts, DeliveryDetail, DeliveryState } from '../../src/shared/model.ts'
import type { Failure, Result } from '../../src/shared/result.ts'
import { tempDir } from './temp-dir.ts'
import { testClock, type TestClock } from './clock.ts'
import { seededRandom } from './random.ts'
import { expectTrueCounts, expectWhole } from './whole.ts'

export interface TestEngineOptions {
  dataDir?: string
  clock?: TestClock
  seed?: number
  /** Stands between the engine and the network. */
  sender?: (real: Sender) => Sender
  /** In place of the operating system's `fdatasync`. */
  sync?: Sync
  /** The file was damaged in a way that nobody can see, such as another letter in a text: it may be wrong at the end too. */
  mayBeWrong?: boolean
}

export interface TestEngine {
  readonly dataDir: string
  readonly clock: TestClock
  /** Warnings and errors. */
  readonly logged: LogEntry[]
  readonly batches: FeedBatch[]
  /** The answer's value; fails the test when the command was refused. */
  run<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>>
  /** The refusal; fails the test when the command was not refused. */
  refused(name: string, input: unknown): Promise<Failure>
  /** Accepts an event, category `c` and payload `{}` unless said otherwise; answers with the ids of its deliveries. */
  send(event: Partial<CommandInput<'event.send'>>): Promise<string[]>
  /** Saves an endpoint, named after its URL; answers with its id. */
  endpoint(url: string, options?: CommandInput<'endpoint.save'>['options']): Promise<string>
  /** After a whole turn of the loop: what is due by now is claimed, what has ended is written. */
  turn(): Promise<void>
  counts(): Promise<Counts>
  /** The delivery once it is in one of these states; fed by the engine's own feed. */
  reaches(id: string, ...states: DeliveryState[]): Promise<DeliveryDetail>
  /** The job once it does not run any more. */
  jobEnds(id: string | undefined): Promise<Job>
  /** Once `question` is answered with true; asked after every batch of the feed. */
  until(question: () => boolean | Promise<boolean>): Promise<void>
  /** The gate itself: any name, any input. */
  invoke(name: unknown, input: unknown): Promise<Result<unknown>>
  /** Aborts what is in flight at once. */
  stop(): Promise<void>
  /** Lets what is in flight finish; time stands still meanwhile. */
  stopWithin(graceMs: number): Promise<void>
}

export function startTestEngine(options: TestEngineOptions = {}): TestEngine {
  const bench = benchOf(options)
  const engine = bench.create(bench.open())
  return placed(engine, bench, () => engine.start())
}

/** The same on a file that may be damaged, as the application opens it. */
export async function openTestEngine(options: TestEngineOptions): Promise<TestEngine> {
  const bench = benchOf(options)
  return placed(await openEngine({ ...bench, dispatching: true }), bench)
}

/** What stands around an engine. */
function benchOf(options: TestEngineOptions) {
  const dataDir = options.dataDir ?? tempDir()
  const clock = options.clock ?? testClock()
  const logged: LogEntry[] = []
  return {
    options,
    dataDir,
    clock,
    logged,
    open: () => openStore(dataDir, options.sync ? { sync: options.sync } : {}),
    create(store: Store): Engine {
      const sender = createSender({ clock })
      return createEngine({
        store,
        clock,
        sender: options.sender?.(sender) ?? sender,
        newId: () => uuidV7(),
        random: seededRandom(options.seed ?? 1),
        log(entry) {
          if (entry.level === 'warn' || entry.level === 'error') logged.push(entry)
        },
        version: '0.0.0',
      })
    },
  }
}

function placed(
  engine: Engine,
  { options, dataDir, clock, logged }: ReturnType<typeof benchOf>,
  start = (): void => {},
): TestEngine {
  const batches: FeedBatch[] = []
  const askAgain = new Set<() => void>()
  engine.subscribe((batch) => {
    batches.push(batch)
    for (const ask of askAgain) ask()
  })
  start()

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
  let running = true
  const stop = async (): Promise<void> => {
    running = false
    const stopped = { yet: false }
    const stopping = engine.stop(0).then(() => {
      stopped.yet = true
    })
    clock.advance(0)
    // Where the disk refuses to the end, it waits a little for it.
    while (options.mayBeWrong && !stopped.yet) {
      await new Promise(setImmediate)
      clock.advance(1_000)
    }
    await stopping
  }
  onTestFinished(async () => {
    if (running && !options.mayBeWrong) await expectTrueCounts(run)
    await stop()
    expect(clock.armed(), 'timers left after stop').toBe(0)
    if (!options.mayBeWrong) expectWhole(dataDir)
  })
  return {
    dataDir,
    clock,
    logged,
    batches,
    run,
    until,
    stop,
    stopWithin(graceMs) {
      running = false
      return engine.stop(graceMs)
    },
    invoke: (name, input) => engine.invoke(name, input),
    async send(event) {
      const { deliveries } = await run('event.send', { category: 'c', data: '{}', ...event })
      return deliveries.map(({ id }) => id)
    },
    async endpoint(url, options = {}) {
      return (await run('endpoint.save', { name: url, url, options })).id
    },
    async turn() {
      await run('settings.set', {})
    },
    counts: async () => (await run('stats.get', {})).counts,
    async jobEnds(id) {
      let job: Job | undefined
      await until(async () => {
        job = (await run('snapshot.get', {})).jobs.find((one) => one.id === id)
        if (!job) throw new Error(`there is no job ${id}`)
        return job.state !== 'running'
      })
      if (!job) throw new Error('unreachable')
      return job
    },
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
