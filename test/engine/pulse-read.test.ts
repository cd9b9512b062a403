/** What the charts are told: every attempt where it started, whatever became of its delivery and of the application. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { databaseName } from '../../src/engine/store/store.ts'
import { pulseSpans } from '../../src/shared/pulse.ts'
import { testClock } from '../support/clock.ts'
import { startTestEngine, type TestEngine } from '../support/engine.ts'
import { startReceiver } from '../support/receiver.ts'

const minute = 60_000
const day = 24 * 60 * minute

/** Some attempts, ten minutes apart: 3 delivered, then 2 failed and their retries, then 1 delivered elsewhere. */
async function measured(): Promise<TestEngine & { dataDir: string; url: string }> {
  const receiver = await startReceiver({ answers: [200, 200, 200, 500, 500, 200] })
  const engine = startTestEngine({ clock: testClock(Date.UTC(2026, 0, 1, 12, 0, 3)) })
  await engine.run('settings.set', { retrySchedule: ['1m'] })
  await engine.run('delivery.wait', { ids: await engine.send({ url: `${receiver.url}/a`, copies: 3 }) })
  engine.clock.advance(10 * minute)
  const ids = await engine.send({ url: `${receiver.url}/a`, copies: 2 })
  for (const id of ids) await engine.reaches(id, 'retrying')
  engine.clock.advance(minute)
  await engine.run('delivery.wait', { ids })
  engine.clock.advance(1_000)
  const [other = ''] = await engine.send({ url: `${receiver.url}/b` })
  await engine.reaches(other, 'delivered')
  return { ...engine, url: receiver.url }
}

async function readAll({ run }: TestEngine) {
  return Promise.all(pulseSpans.map((span) => run('pulse.read', { span })))
}

it('tells each bucket of each span', async () => {
  const engine = await measured()
  const { points, totals, from, until, bucketMs } = await engine.run('pulse.read', { span: '1h' })
  const at = Date.UTC(2026, 0, 1, 12)
  expect(points).toMatchObject([
    { at, delivered: 3, failed: 0 },
    { at: at + 10 * minute, delivered: 0, failed: 2 },
    { at: at + 11 * minute, delivered: 3, failed: 0 },
  ])
  expect(totals).toMatchObject({ delivered: 6, failed: 2 })
  expect(totals.p99Ms).toBeGreaterThanOrEqual(totals.p50Ms ?? Infinity)
  expect({ until, bucketMs }).toEqual({ until: engine.clock.now(), bucketMs: minute })
  expect(from).toBe(at - 48 * minute)
  const five = await engine.run('pulse.read', { span: '5m' })
  expect(five.points).toMatchObject([
    { delivered: 0, failed: 2 },
    { delivered: 3, failed: 0 },
  ])
  const week = await engine.run('pulse.read', { span: '7d' })
  expect(week.points).toMatchObject([{ at, delivered: 6, failed: 2 }])
})

it('tells an endpoint alone, and the last hour of each', async () => {
  const engine = await measured()
  const { endpoints } = await engine.run('snapshot.get', {})
  const id = endpoints.find(({ url }) => url.endsWith('/b'))?.id ?? ''
  const alone = await engine.run('pulse.read', { span: '24h', endpointId: id })
  expect(alone.totals).toMatchObject({ delivered: 1, failed: 0 })
  expect(await engine.refused('pulse.read', { span: '1h', endpointId: 'nobody' })).toMatchObject({
    code: 'endpoint_unknown',
  })
  const { endpoints: hours } = await engine.run('pulse.endpoints', {})
  expect(hours).toMatchObject([
    { delivered: 1, failed: 0 },
    { delivered: 5, failed: 2 },
  ])
  for (const { bars } of hours) expect(bars).toHaveLength(12)
  expect(hours[1]?.bars.slice(-3)).toMatchObject([
    { delivered: 3, failed: 0 },
    { delivered: 0, failed: 0 },
    { delivered: 2, failed: 2 },
  ])
  engine.clock.advance(70 * minute)
  expect((await engine.run('pulse.endpoints', {})).endpoints).toEqual([])
})

it('a deleted delivery was measured all the same', async () => {
  const engine = await measured()
  const before = await readAll(engine)
  const { job } = await engine.run('delivery.delete', { filter: {} })
  await engine.jobEnds(job?.id)
  expect((await engine.counts()).delivered).toBe(0)
  expect(await readAll(engine)).toEqual(before)
})

it('is the same after a restart, also in the header', async () => {
  const engine = await measured()
  const before = await readAll(engine)
  const { pulse } = await engine.run('snapshot.get', {})
  await engine.stop()
  const again = startTestEngine({ dataDir: engine.dataDir, clock: engine.clock })
  expect(await readAll(again)).toEqual(before)
  expect((await again.run('snapshot.get', {})).pulse).toEqual(pulse)
  expect(pulse.buckets.length).toBeGreaterThan(0)
})

it('grows coarser by itself and stays true', async () => {
  const engine = await measured()
  const { totals } = await engine.run('pulse.read', { span: '7d' })
  for (let hours = 0; hours < 30; hours += 1) {
    engine.clock.advance(60 * minute)
    await engine.turn()
  }
  const week = await engine.run('pulse.read', { span: '7d' })
  expect(week.totals).toEqual(totals)
  expect((await engine.run('pulse.read', { span: '24h' })).points).toEqual([])
  const database = new Database(join(engine.dataDir, databaseName), { readonly: true })
  expect(database.prepare('SELECT DISTINCT at % 600000 FROM pulse_buckets').pluck().all()).toEqual([0])
  database.close()
  engine.clock.advance(8 * day)
  await engine.turn()
  expect((await engine.run('pulse.read', { span: '7d' })).points).toEqual([])
})

it('goes on after the clock was set back', async () => {
  const engine = await measured()
  engine.clock.set(engine.clock.now() - day)
  const [id = ''] = await engine.send({ url: `${engine.url}/a` })
  await engine.reaches(id, 'delivered')
  expect((await engine.run('pulse.read', { span: '5m' })).totals).toMatchObject({ delivered: 1, failed: 0 })
  engine.clock.set(engine.clock.now() + day)
  expect((await engine.run('pulse.read', { span: '7d' })).totals).toMatchObject({ delivered: 7, failed: 2 })
})

it('of a queue of the version before is filled from its attempts', async () => {
  const engine = await measured()
  const before = await engine.run('pulse.read', { span: '24h' })
  const { endpoints } = await engine.run('pulse.endpoints', {})
  await engine.stop()
  const database = new Database(join(engine.dataDir, databaseName))
  database.exec('DROP TABLE pulse_buckets')
  database.exec('ALTER TABLE deliveries DROP COLUMN extra')
  database.pragma('user_version = 4')
  database.close()
  const again = startTestEngine({ dataDir: engine.dataDir, clock: engine.clock })
  expect(await again.run('pulse.read', { span: '24h' })).toEqual(before)
  expect((await again.run('pulse.endpoints', {})).endpoints).toEqual(endpoints)
})
