/** A database whose pages go bad while it is in use: said once, sending ends, and the next start finds it and sets it aside. */
import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { suspicionFile } from '../../../src/engine/store/inspect.ts'
import { databaseName } from '../../../src/engine/store/store.ts'
import { startTestEngine, type TestEngine } from '../../support/engine.ts'
import { startReceiver } from '../../support/receiver.ts'

const count = 400

/** Noise over everything but the first pages, where the schema stands. */
function ruin(file: string): void {
  const descriptor = openSync(file, 'r+')
  const from = 40 * 4_096
  writeSync(descriptor, Buffer.alloc(statSync(file).size - from, 'noise '), 0, undefined, from)
  closeSync(descriptor)
}

async function filled(url: string): Promise<TestEngine> {
  const first = startTestEngine()
  await first.run('queue.pause', {})
  for (let number = 0; number < count; number += 1) {
    await first.send({ url, data: JSON.stringify({ number, filler: 'x'.repeat(2_000) }) })
  }
  await first.stop()
  // The pages are read anew.
  return startTestEngine({ dataDir: first.dataDir, mayBeWrong: true })
}

it('is said, stops sending, does not fill the log, and is set aside at the next start', async () => {
  const receiver = await startReceiver()
  const engine = await filled(receiver.url)
  const file = join(engine.dataDir, databaseName)
  ruin(file)
  await engine.invoke('queue.resume', {})
  await engine.until(async () => {
    const answer = await engine.invoke('snapshot.get', {})
    return !answer.ok || (answer.value as { queue: { fault: string | null } }).queue.fault !== null
  })
  const sent = receiver.requests.length
  const refused = await engine.refused('event.send', { url: receiver.url, category: 'c', data: '{}' })
  expect(refused.code).toBe('storage_failed')
  expect(refused.message).toMatch(/is damaged: .*Nothing is sent. Start the application again/)
  for (let minute = 0; minute < 60; minute += 1) {
    engine.clock.advance(60_000)
    await engine.invoke('stats.get', {})
  }
  expect(receiver.requests).toHaveLength(sent)
  const said = engine.logged.filter(({ message }) => message.includes('is damaged'))
  expect(said.length).toBeLessThan(4)
  expect(statSync(suspicionFile(file)).size).toBe(0)
  await engine.stop()

  const again = startTestEngine({ dataDir: engine.dataDir })
  const { recovery, queue } = await again.run('snapshot.get', {})
  expect(recovery?.file).toContain(`${databaseName}.damaged-`)
  expect(queue.fault).toBeNull()
  expect(() => statSync(suspicionFile(file))).toThrow('ENOENT')
  await again.send({ url: receiver.url })
  await receiver.waitFor(sent + 1)
})
