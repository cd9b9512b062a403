/**
 * `npm run bench [-- NAME…] [--json FILE]`: runs the benchmarks, each as a ratio against the raw limit measured in the
 * same run, and prints a table. Exits 1 when one misses its reach.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { backlog } from './backlog.ts'
import { bulkEnqueue } from './bulk-enqueue.ts'
import { drain, drainWhileEnqueuing } from './drain.ts'
import { latency } from './latency.ts'
import { lists } from './lists.ts'
import { memory } from './memory.ts'
import { type BenchResult, isReached } from './result.ts'
import { exporting, importing } from './queue-files.ts'
import { start } from './start.ts'

const benches: Record<string, () => Promise<BenchResult>> = {
  drain,
  'drain-enqueue': drainWhileEnqueuing,
  latency,
  'bulk-enqueue': bulkEnqueue,
  backlog,
  lists,
  export: exporting,
  import: importing,
  memory,
  start,
}

const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true })
const names = positionals.length > 0 ? positionals : Object.keys(benches)
const unknown = names.filter((name) => !Object.hasOwn(benches, name))
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`)
  process.exit(2)
}

const results: BenchResult[] = []
console.log(line('name', 'ratio', 'reach', '', 'ours', 'bare'))
for (const name of names) {
  const result = await benches[name]?.()
  if (!result) continue
  results.push(result)
  const reach = `${result.bound === 'at least' ? '>=' : '<='} ${result.reach}`
  const verdict = isReached(result) ? 'ok' : 'MISSED'
  console.log(line(result.name, result.ratio.toFixed(2), reach, verdict, result.ours, result.bare))
}
if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`)
process.exit(results.every(isReached) ? 0 : 1)

function line(...cells: string[]): string {
  const widths = [14, 7, 8, 7, 30, 0]
  return cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' ')
}
