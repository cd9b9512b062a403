/**
 * An application in a process of its own, for tests that kill it: the built engine thread on a data folder. Speaks lines
 * of JSON: `{ "name", "input" }` in, the command's result out, after a first line `{ "ready": true }`. Ends in order with
 * its input or by SIGTERM, within the grace of the environment. Where its engine ends by itself it says why and ends with 3.
 */
import { createInterface } from 'node:readline'
import { startEngine } from '../../src/engine/client.ts'

const dataDir = process.argv[2]
if (!dataDir) throw new Error('usage: engine-child.ts DATA_DIR')

const threadFile = new URL('../../out/main/engine.js', import.meta.url)
const engine = await startEngine({ threadFile, dataDir, version: '0.0.0' })
const say = (line: unknown): void => void process.stdout.write(`${JSON.stringify(line)}\n`)
const grace = process.env['GRACE_MS']
const stop = (): Promise<void> => engine.stop(grace === undefined ? {} : { graceMs: Number(grace) })
process.once('SIGTERM', () => void stop().finally(() => process.exit()))
say({ ready: true })
void engine.closed.then((reason) => {
  if (!reason) return
  process.stderr.write(`${reason.message}\n`)
  process.exit(3)
})

for await (const line of createInterface({ input: process.stdin })) {
  const { name, input } = JSON.parse(line) as { name: string; input: unknown }
  say(await engine.invoke(name, input))
}
await stop()
