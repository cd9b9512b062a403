/** Killed while the database is made smaller, and while a damaged one is brought back: nothing is lost, nothing comes twice. */
import { cpSync, readFileSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { databaseName } from '../../src/engine/store/store.ts'
import { type Application, startApplication } from '../support/application.ts'
import { startTestEngine } from '../support/engine.ts'
import { storedDeliveries } from '../support/on-disk.ts'
import { startReceiver } from '../support/receiver.ts'
import { tempDir } from '../support/temp-dir.ts'
import { expectSound } from '../support/whole.ts'

/** Asks for it, and kills the application with the n-th change in its folder; answers whether it had ended before. */
async function killDuring(
  name: string,
  { dataDir, nth }: { dataDir: string; nth: number },
): Promise<boolean> {
  const application = await startApplication(dataDir)
  let count = 0
  const changed = new Promise<boolean>((resolve) => {
    const watcher = watch(dataDir, () => {
      count += 1
      if (count < nth) return
      watcher.close()
      void application.kill().then(() => resolve(false))
    })
  })
  const done = await Promise.race([changed, ended(application, name)])
  if (done) await application.kill()
  return done
}

/** When what was asked for, or the job that it has started, has ended. */
async function ended(application: Application, name: string): Promise<boolean> {
  const answer = await application.run(name, {})
  if (typeof answer['id'] === 'string') await application.run('job.wait', { id: answer['id'] })
  return true
}

/** Half of it is free: events that were deleted. */
async function halfEmptyQueue(): Promise<string> {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  const event = { url: 'http://127.0.0.1:1/', data: JSON.stringify('x'.repeat(4_000)) }
  for (let count = 0; count < 3; count += 1) {
    await engine.send({ ...event, category: 'gone', copies: 1_000 })
    await engine.send({ ...event, category: 'c', copies: 500 })
  }
  const { job } = await engine.run('delivery.delete', { filter: { category: 'gone' } })
  await engine.jobEnds(job?.id)
  await engine.stop()
  return engine.dataDir
}

it('while the database is made smaller', { timeout: 300_000 }, async () => {
  const full = await halfEmptyQueue()
  const before = storedDeliveries(full)
  expect(before).toHaveLength(1_500)
  let interrupted = 0
  for (const nth of [1, 2, 3, 5, 8, 50, 200, 400]) {
    const dataDir = tempDir()
    cpSync(full, dataDir, { recursive: true })
    if (!(await killDuring('database.compact', { dataDir, nth }))) interrupted += 1
    expectSound(dataDir)
    expect(storedDeliveries(dataDir)).toEqual(before)
    const again = await startApplication(dataDir)
    expect(await again.run('database.compact', {})).toMatchObject({ freeBytes: 0 })
    await again.quit()
    expect(storedDeliveries(dataDir)).toEqual(before)
  }
  expect(interrupted).toBeGreaterThan(3)
})

/** A queue with deliveries in many states, of which some pages cannot be read. */
async function damagedQueue(): Promise<string> {
  const receiver = await startReceiver({ answers: [200, 200, 500] })
  const engine = startTestEngine()
  // Its clock stands months before the applications', and what is old must not be deleted meanwhile.
  await engine.run('settings.set', { concurrency: 100, keepDeliveredDays: null })
  for (let thousands = 0; thousands < 3; thousands += 1)
    await engine.send({ url: receiver.url, retrySchedule: ['1h'], copies: 1_000 })
  await engine.until(async () => {
    const { queued, sending } = await engine.counts()
    return queued + sending === 0
  })
  await engine.stop()
  const file = join(engine.dataDir, databaseName)
  const bytes = readFileSync(file)
  for (const part of [0.3, 0.5, 0.7]) {
    const at = Math.floor((bytes.length * part) / 4_096) * 4_096
    bytes.fill(0xa5, at, at + 64)
  }
  const dataDir = tempDir()
  writeFileSync(join(dataDir, databaseName), bytes)
  return dataDir
}

it('while a damaged database is brought back', { timeout: 300_000 }, async () => {
  const dataDir = await damagedQueue()
  const undisturbed = tempDir()
  cpSync(dataDir, undisturbed, { recursive: true })
  const other = await startApplication(undisturbed)
  await ended(other, 'recovery.salvage')
  await other.quit()
  const expected = storedDeliveries(undisturbed)
  expect(expected.length).toBeGreaterThan(1_000)

  let brought = 0
  for (const nth of [1, 3, 10, 20, 30, 40]) {
    const done = await killDuring('recovery.salvage', { dataDir, nth })
    expectSound(dataDir)
    const { length } = storedDeliveries(dataDir)
    expect(length).toBeGreaterThanOrEqual(brought)
    brought = length
    if (done) break
  }
  const last = await startApplication(dataDir)
  const { recovery } = await last.run('snapshot.get', {})
  if (recovery !== null) await ended(last, 'recovery.salvage')
  await last.quit()
  expectSound(dataDir)
  const byEvent = (one: { eventId: string }, two: { eventId: string }): number =>
    one.eventId < two.eventId ? -1 : 1
  expect(storedDeliveries(dataDir).sort(byEvent)).toEqual(expected.sort(byEvent))
})
