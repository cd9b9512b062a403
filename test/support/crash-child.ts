/**
 * An application that never stops enqueuing and delivering, for tests that kill it: the built engine thread on a data
 * folder. Says `ready` once it runs, then the id of each event that was accepted, a line each.
 */
import { startEngine } from '../../src/engine/client.ts'
import type { CommandInput, CommandName, CommandOutput } from '../../src/shared/commands.ts'
import { seededRandom } from './random.ts'

export interface CrashWork {
  dataDir: string
  urls: string[]
  seed: number
  /** `steady`: small batches; `bulk`: transactions of a thousand events of 20 KB; `retention`: delivered ones are deleted. */
  kind: 'steady' | 'bulk' | 'retention'
}

const { dataDir, urls, seed, kind } = JSON.parse(process.argv[2] ?? '') as CrashWork
const threadFile = new URL('../../out/main/engine.js', import.meta.url)
const random = seededRandom(seed)
const engine = await startEngine({ threadFile, dataDir, version: '0.0.0' })
const say = (lines: string[]): void => void process.stdout.write(`${lines.join('\n')}\n`)

async function run<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> {
  const result = await engine.invoke(name, input)
  if (!result.ok) throw new Error(`${name}: ${result.error.message}`)
  return result.value as CommandOutput<N>
}

await run('settings.set', { concurrency: 20, deleteDelivered: kind === 'retention' })
say(['ready'])
for (;;) {
  const bulk = kind === 'bulk'
  const { deliveries } = await run('event.send', {
    url: urls[Math.floor(random() * urls.length)] ?? '',
    category: 'c',
    data: bulk ? JSON.stringify('x'.repeat(20_000)) : '{}',
    copies: bulk ? 1_000 : 1 + Math.floor(random() * 20),
    retrySchedule: ['0s', '10ms'],
    maxAttempts: 0,
    compression: 'off',
  })
  say(deliveries.map(({ eventId }) => eventId))
}
