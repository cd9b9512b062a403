/**
 * An engine that lives through a day and a night in the time zones that it is given, one after the other, on a clock of its
 * own. Says in one line of JSON all that it has planned, sent and shown.
 */
import { createSender } from '../../src/engine/deliver/create-sender.ts'
import { createEngine } from '../../src/engine/engine.ts'
import { openStore } from '../../src/engine/store/store.ts'
import type { CommandInput, CommandName, CommandOutput } from '../../src/shared/commands.ts'
import { testClock } from './clock.ts'
import { seededRandom } from './random.ts'

export interface ZoneWork {
  dataDir: string
  url: string
  /** Answers with a Retry-After. */
  failingUrl: string
  start: number
  zones: string[]
}

const { dataDir, url, failingUrl, start, zones } = JSON.parse(process.argv[2] ?? '') as ZoneWork
const halfHour = 30 * 60_000
const clock = testClock(start)
let ids = 0
const engine = createEngine({
  store: openStore(dataDir, { now: () => clock.now() }),
  clock,
  sender: createSender({ clock }),
  newId: () => `id-${(ids += 1)}`,
  random: seededRandom(1),
  log() {},
  version: '0.0.0',
})

async function run<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> {
  const result = await engine.invoke(name, input)
  if (!result.ok) throw new Error(`${name}: ${result.error.message}`)
  return result.value as CommandOutput<N>
}

/** When nothing is on its way any more. */
async function settled(): Promise<void> {
  await run('settings.set', {})
  while ((await run('stats.get', {})).counts.sending > 0) {
    await new Promise<void>((resolve) => {
      const leave = engine.subscribe(() => {
        leave()
        resolve()
      })
    })
  }
}

engine.start()
await run('settings.set', { concurrency: 1 })
for (let count = 1; count <= 12; count += 1) {
  await run('event.send', { url, category: `at-${count}`, data: '{}', sendAt: start + count * halfHour })
}
const failing = { data: '{}', retrySchedule: ['24h'], maxAttempts: 2 }
await run('event.send', { url: failingUrl, category: 'fails', ...failing })
await run('event.send', { url: failingUrl, category: 'asks', ...failing, retrySchedule: ['1m'] })
const steps = [
  ...Array.from({ length: 12 }, () => halfHour),
  ...Array.from({ length: 6 }, () => 6 * halfHour),
]
for (const [index, ms] of steps.entries()) {
  const zone = zones[index % zones.length]
  if (zone !== undefined) process.env['TZ'] = zone
  await settled()
  clock.advance(ms)
}
await settled()

const { rows } = await run('delivery.list', { limit: 500 })
const told: unknown[] = []
for (const { id, category, createdAt, updatedAt, state } of rows) {
  const { attempts } = await run('delivery.show', { id })
  const sent = attempts.map(({ number, startedAt, outcome, postponed }) => [
    number,
    startedAt - start,
    outcome,
    postponed && postponed.to - postponed.since,
  ])
  told.push({ category, state, createdAt, updatedAt, sent, body: (await run('delivery.body', { id })).body })
}
await engine.stop(0)
process.stdout.write(`${JSON.stringify(told)}\n`)
