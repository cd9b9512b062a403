/** Accepted means on disk: no answer before the sync, and none at all when it fails. */
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { createDurability } from '../../src/engine/store/durability.ts'
import { databaseName } from '../../src/engine/store/store.ts'
import { testDisk } from '../support/disk.ts'
import { startTestEngine } from '../support/engine.ts'
import { startReceiver } from '../support/receiver.ts'
import { tempDir } from '../support/temp-dir.ts'

it('a write is answered after its sync and not before', async () => {
  const disk = testDisk()
  const engine = startTestEngine({ sync: disk.sync })
  await engine.run('queue.pause', {})
  disk.hold()
  const order: string[] = []
  const answered = engine.send({ url: 'http://127.0.0.1:1/' }).then(() => order.push('answer'))
  await engine.until(async () => (await engine.counts()).queued === 1)
  order.push('committed')
  await disk.step()
  order.push('synced')
  await answered
  expect(order).toEqual(['committed', 'synced', 'answer'])
  disk.release()
})

it('a power cut after any answer loses nothing that was accepted', { timeout: 30_000 }, async () => {
  const receiver = await startReceiver({ answers: [200, 500, 200] })
  const dataDir = tempDir()
  const cuts = tempDir()
  const disk = testDisk()
  let taken = 0
  let onDisk = 0
  /** The files as a sync finds them are what it makes safe; what is written while it runs is the next one's. */
  const sync: typeof disk.sync = (descriptor, settled) => {
    taken += 1
    const cut = taken
    const folder = join(cuts, String(cut))
    mkdirSync(folder)
    for (const file of [databaseName, `${databaseName}-wal`]) {
      if (existsSync(join(dataDir, file))) copyFileSync(join(dataDir, file), join(folder, file))
    }
    disk.sync(descriptor, (error) => {
      onDisk = cut
      settled(error)
    })
  }
  const engine = startTestEngine({ dataDir, sync })
  const accepted: { cut: number; id: string }[] = []
  for (let round = 0; round < 12; round += 1) {
    await Promise.all(
      Array.from({ length: 4 }, async (_, index) => {
        const ids = await engine.send({ url: `${receiver.url}/${index}`, copies: 3 })
        for (const id of ids) accepted.push({ cut: onDisk, id })
      }),
    )
  }
  expect(accepted).toHaveLength(144)
  for (const cut of new Set(accepted.map((one) => one.cut))) {
    const database = new Database(join(cuts, String(cut), databaseName))
    const found = new Set(database.prepare<[], string>('SELECT id FROM deliveries').pluck().all())
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    database.close()
    const lost = accepted.filter((one) => one.cut <= cut && !found.has(one.id))
    expect(lost, `after sync ${cut}`).toEqual([])
  }
})

it('while syncs fail nothing is accepted, and that is said; it heals by itself', async () => {
  const disk = testDisk()
  const engine = startTestEngine({ sync: disk.sync })
  await engine.run('queue.pause', {})
  const fault = async (): Promise<string | null> => (await engine.run('snapshot.get', {})).queue.fault

  disk.fail('input/output error')
  const event = { url: 'http://127.0.0.1:1/', category: 'c', data: '1' }
  const first = await engine.refused('event.send', event)
  expect(first).toMatchObject({ code: 'storage_failed' })
  expect(first.message).toContain('may have been done')
  expect(await fault()).toContain('input/output error')
  const before = await engine.counts()
  const second = await engine.refused('event.send', event)
  expect(second.message).toContain('nothing was changed')
  expect(await engine.counts()).toEqual(before)

  disk.fail(null)
  await engine.until(async () => (await fault()) === null)
  expect(await engine.send(event)).toHaveLength(1)
  expect(engine.logged.every(({ message }) => message.includes('input/output error'))).toBe(true)
})

it('while syncs fail nothing is sent, though it is due', async () => {
  const receiver = await startReceiver({ answers: [500, 200] })
  const disk = testDisk()
  const engine = startTestEngine({ sync: disk.sync })
  const [waiting = ''] = await engine.send({ url: receiver.url, retrySchedule: ['1h'] })
  await engine.reaches(waiting, 'retrying')
  disk.fail('input/output error')
  await engine.refused('settings.set', {})
  engine.clock.advance(3_600_000)
  await disk.failures(3)
  expect(receiver.requests).toHaveLength(1)
  disk.fail(null)
  await engine.reaches(waiting, 'delivered')
})

it('one sync serves all that came before it, and none that came while it ran', async () => {
  const file = join(tempDir(), 'log')
  writeFileSync(file, '')
  const disk = testDisk()
  const durability = createDurability(file, disk.sync)
  disk.hold()
  const settled: string[] = []
  const ask = (name: string) =>
    durability.reached().then(
      () => settled.push(name),
      () => settled.push(`${name} failed`),
    )
  const first = ask('first')
  const others = [ask('second'), ask('third')]
  expect(disk.waiting).toBe(1)
  await disk.step()
  await first
  expect(settled).toEqual(['first'])
  disk.fail('input/output error')
  await disk.step()
  await Promise.all(others)
  expect(settled).toEqual(['first', 'second failed', 'third failed'])
  disk.fail(null)
  disk.release()
  await ask('fourth')
  expect(settled.at(-1)).toBe('fourth')
  durability.close()
  await ask('closed')
})
