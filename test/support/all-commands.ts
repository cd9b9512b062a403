/** Beside the random operations: every other command, and inputs of all of them that have something wrong. */
import * as fc from 'fast-check'
import { type CommandName, commands } from '../../src/shared/commands.ts'
import type { TestEngine } from './engine.ts'
import { validInputs, withIds } from './inputs.ts'
import { nearly } from './nonsense.ts'
import type { Chance, Targets, Weighted } from './random-operations.ts'

const looking = [
  'snapshot.get',
  'stats.get',
  'delivery.list',
  'delivery.show',
  'delivery.body',
  'delivery.bodyPart',
  'delivery.responseBytes',
  'delivery.lineage',
  'delivery.wait',
  'endpoint.list',
  'endpoint.show',
  'job.wait',
  'queue.drain',
  'pulse.read',
  'replay.summary',
  'pulse.endpoints',
  'log.read',
  'recovery.salvage',
  'recovery.dismiss',
  'receiver.start',
  'receiver.stop',
  'receiver.answer',
  'receiver.clear',
] as const satisfies CommandName[]

const someSettings = [
  { concurrency: 1 },
  { concurrency: 10 },
  { concurrency: 100 },
  { cooldownMs: 500 },
  { compression: 'off' },
  { compression: 'auto' },
  { requestTimeoutMs: 2_000 },
]

/** `latest`: ids of deliveries, newest last. */
export function otherCommands(
  engine: TestEngine,
  { endpointIds }: Targets,
  { latest, seed }: { latest: readonly string[]; seed: number },
): Weighted[] {
  const jobIds: string[] = []
  const ids = () => ({ delivery: latest.slice(-9), endpoint: endpointIds.slice(-9), job: jobIds })
  const sample = (from: fc.Arbitrary<unknown>): unknown[] => fc.sample(from, { numRuns: 200, seed })
  const right = Object.fromEntries(looking.map((name) => [name, sample(validInputs[name])]))
  const wrong = Object.entries(commands).map(([name, { input }]) => {
    const made = sample(nearly(validInputs[name as CommandName]))
    return { name, inputs: made.filter((one) => !input.safeParse(one ?? {}).success) }
  })
  const look = (chance: Chance) => {
    const name = chance.pick(looking)
    return engine.invoke(name, withIds(chance.pick(right[name] ?? []), ids()))
  }
  const refuse = async (chance: Chance): Promise<void> => {
    const { name, inputs } = chance.pick(wrong)
    const input = withIds(chance.pick(inputs), ids())
    const { code, message } = await engine.refused(name, input)
    if (code === 'internal' || message === '') throw new Error(`${name} is refused with ${code}: ${message}`)
  }
  const stopJob = async (chance: Chance): Promise<void> => {
    const { jobs } = await engine.run('snapshot.get', {})
    jobIds.splice(0, jobIds.length, ...jobs.map(({ id }) => id))
    if (jobs.length > 0) await engine.invoke('job.stop', { id: chance.pick(jobIds) })
  }
  return [
    [14, look],
    [14, refuse],
    [1, stopJob],
    [1, (chance) => engine.invoke('settings.set', chance.pick(someSettings))],
    [2, async (chance) => chance.random() < 0.005 && engine.run('database.compact', {})],
  ]
}
