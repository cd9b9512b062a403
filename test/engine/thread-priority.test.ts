/** The engine's thread works at the usual priority, whatever that of the thread that made it. */
import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'

const module = new URL('../../src/engine/thread-priority.ts', import.meta.url).href

/** Raises its own priority where it may, as Chromium does, and tells both threads' in the end. */
const program = `
  import { getPriority, setPriority } from 'node:os'
  import { Worker } from 'node:worker_threads'
  try { setPriority(-5) } catch {}
  const before = getPriority()
  const code = "import { getPriority } from 'node:os'; import { parentPort } from 'node:worker_threads';" +
    "const { takeUsualPriority } = await import(" + JSON.stringify(process.env.MODULE) + ");" +
    "takeUsualPriority(); parentPort.postMessage(getPriority())"
  const worker = new Worker(new URL('data:text/javascript,' + encodeURIComponent(code)))
  worker.on('message', (ofThread) => console.log(JSON.stringify({ ofThread, before, after: getPriority() })))
`

it('gives back what it inherited, and leaves the others alone', () => {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
    env: { ...process.env, MODULE: module },
  })
  expect(stderr).toBe('')
  const { ofThread, before, after } = JSON.parse(stdout) as Record<string, number>
  expect(after).toBe(before)
  expect(ofThread).toBe(process.platform === 'linux' ? 0 : before)
})
