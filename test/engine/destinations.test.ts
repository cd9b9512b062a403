/** What deliveries have in common stands once, and goes with the last of them. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { databaseName } from '../../src/engine/store/store.ts'
import { startTestEngine } from '../support/engine.ts'
import { startReceiver } from '../support/receiver.ts'

it('a removed one is not mistaken for the one that got its number: events went to another URL', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  const send = async (path: string): Promise<string> => {
    const [id = ''] = await engine.send({ url: `${receiver.url}/${path}` })
    await engine.reaches(id, 'delivered')
    return id
  }
  await engine.run('delivery.delete', { ids: [await send('a')] })
  await send('b')
  await send('a')
  expect(receiver.requests.map(({ path }) => path)).toEqual(['/hooks/a', '/hooks/b', '/hooks/a'])
})

it('deliveries that differ in anything have their own', async () => {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  const url = 'http://127.0.0.1:1/'
  const changes = [
    {},
    { method: 'PUT' },
    { headers: [['X-A', '1']] as [string, string][] },
    { headers: [['x-a', '1']] as [string, string][] },
    { bodyMode: 'raw' as const },
    { contentType: 'text/plain' },
    { compression: 'off' as const },
    { retrySchedule: ['1s'] },
    { maxAttempts: 3 },
    { url: `${url}?a=1` },
  ]
  for (const change of changes) await engine.send({ url, ...change })
  const shown = await Promise.all(
    (await engine.run('delivery.list', {})).rows.map(({ id }) => engine.run('delivery.show', { id })),
  )
  for (const [index, change] of changes.entries()) {
    expect(shown.find(({ seq }) => seq === index + 1)).toMatchObject(change)
  }
})

it('one that came and went with its delivery in the same breath is gone', async () => {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  const ids = await engine.send({ url: 'http://127.0.0.1:1/' })
  await Promise.all([
    engine.run('delivery.reschedule', { ids, maxAttempts: 9 }),
    engine.run('delivery.delete', { ids }),
  ])
  await engine.stop()
  const database = new Database(join(engine.dataDir, databaseName), { readonly: true })
  expect(database.prepare('SELECT count(*) AS n FROM destinations').get()).toEqual({ n: 0 })
  database.close()
})
