/**
 * `npm run bench [-- NAME…] [--json FILE]`: runs the benchmarks and prints each as a ratio against the raw limit
 * measured in the same run (1 = as fast as the bare thing). Exits 1 when one misses its reach.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { drain } from './drain.ts'

export interface BenchResult {
  name: string
  /** Ours by the bare thing's. */
  ratio: number
  /** What it must reach here. */
  reach: number
  ours: string
  bare: string
}

const benches: Record<string, () => Promise<BenchResult>> = { drain }

const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true })
const names = positionals.length > 0 ? positionals : Object.keys(benches)
const unknown = names.filter((name) => !Object.hasOwn(benches, name))
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`)
  process.exit(2)
}

const results: BenchResult[] = []
for (const name of names) {
  const result = await benches[name]?.()
  if (!result) continue
  results.push(result)
  const verdict = result.ratio >= result.reach ? 'ok' : 'MISSED'
  console.log(
    `${result.name.padEnd(12)} ${result.ratio.toFixed(2)} (reach ${result.reach}) ${verdict}   ours ${result.ours}, bare ${result.bare}`,
  )
}
if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`)
process.exit(results.every(({ ratio, reach }) => ratio >= reach) ? 0 : 1)
