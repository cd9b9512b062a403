/** A write-ahead log that was torn by a kill or a power cut: what is whole in it is there, in order, and nothing else. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { databaseName } from '../../../src/engine/store/store.ts'
import { startApplication } from '../../support/application.ts'
import { startTestEngine } from '../../support/engine.ts'
import { seededRandom } from '../../support/random.ts'
import { tempDir } from '../../support/temp-dir.ts'

const count = 60

/** The folder of an application that was killed; everything it accepted is in the log alone. */
async function killedQueue(): Promise<string> {
  const dataDir = tempDir()
  const application = await startApplication(dataDir)
  await application.run('queue.pause', {})
  for (let number = 0; number < count; number += 1) {
    const data = JSON.stringify({ number, filler: 'x'.repeat(3_000) })
    await application.run('event.send', { url: 'http://127.0.0.1:1/', category: 'c', data })
  }
  await application.kill()
  return dataDir
}

function tear(log: Buffer, random: () => number): Buffer {
  // Its header and what made the tables stay: without them there is nothing to ask.
  const at = Math.floor(log.length * (0.5 + random() / 2))
  if (random() < 0.5) return log.subarray(0, at)
  const torn = Buffer.from(log)
  for (let byte = at; byte < Math.min(at + 600, torn.length); byte += 1)
    torn.writeUInt8(Math.floor(random() * 256), byte)
  return torn
}

it('wherever it is torn', { timeout: 60_000 }, async () => {
  const killed = await killedQueue()
  const random = seededRandom(4)
  const log = readFileSync(join(killed, `${databaseName}-wal`))
  const kept: number[] = []
  for (let round = 0; round < 15; round += 1) {
    const dataDir = tempDir()
    copyFileSync(join(killed, databaseName), join(dataDir, databaseName))
    writeFileSync(join(dataDir, `${databaseName}-wal`), tear(log, random))
    const engine = startTestEngine({ dataDir })
    const { recovery } = await engine.run('snapshot.get', {})
    expect(recovery).toBeNull()
    const { rows } = await engine.run('delivery.list', { limit: 500 })
    const bodies = await Promise.all(rows.map(({ id }) => engine.run('delivery.body', { id })))
    const numbers = bodies.map(({ data }) => (JSON.parse(data) as { number: number }).number)
    expect(numbers.toReversed()).toEqual(numbers.map((_, index) => index))
    kept.push(numbers.length)
    await engine.stop()
  }
  // In different places.
  expect(new Set(kept).size).toBeGreaterThan(8)
  expect(Math.max(...kept)).toBeGreaterThan(count / 2)
})
