/** `npm run check`: format, lint (with types and the layer rules) and types. Runs all three, fails if any does. */
import { join } from 'node:path'
import { run } from './run.ts'

const bin = join(import.meta.dirname, '..', 'node_modules', '.bin')
const checks = {
  format: ['oxfmt', '--check'],
  lint: ['oxlint', '--type-aware', '--quiet'],
  types: ['tsc', '--noEmit', '-p', '.'],
}

for (const [name, [program = '', ...args]] of Object.entries(checks)) {
  const startedAt = performance.now()
  const code = await run(join(bin, program), args, { shell: process.platform === 'win32' })
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1)
  console.log(`${code === 0 ? 'ok    ' : 'failed'} ${name} (${seconds} s)`)
  if (code !== 0) process.exitCode = 1
}
