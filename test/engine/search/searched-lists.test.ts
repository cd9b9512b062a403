/** Lists of what has to be searched: live, in pages that stay put, acted on by a job, ended with the engine. */
import { expect, it } from 'vitest'
import { newestFirst } from '../../../src/shared/filter.ts'
import { mostSorted } from '../../../src/shared/limits.ts'
import { startTestEngine, type TestEngine } from '../../support/engine.ts'
import { startReceiver } from '../../support/receiver.ts'

const nowhere = 'http://127.0.0.1:1/'
const needle = { text: 'Needle', textIn: ['body' as const] }

async function pausedEngine(): Promise<TestEngine> {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  return engine
}

it('follows what changes after it has ended', async () => {
  const receiver = await startReceiver({ answers: [503] })
  const engine = startTestEngine()
  const filter = { answers: ['503'] }
  const list = () => engine.run('delivery.list', { filter, whole: true })
  expect((await list()).total).toBe(0)
  const [id = ''] = await engine.send({ url: receiver.url, retrySchedule: ['9h'] })
  await engine.reaches(id, 'retrying')
  expect((await list()).rows.map((row) => row.id)).toEqual([id])
  receiver.setAnswers([200])
  await engine.run('delivery.retry', { ids: [id] })
  await engine.reaches(id, 'delivered')
  expect((await list()).total).toBe(0)
})

it('finds a text in responses only where it is asked for there', async () => {
  const receiver = await startReceiver({ answers: [{ status: 200, body: 'Thanks, NEEDLE' }] })
  const engine = startTestEngine()
  const [id = ''] = await engine.send({ url: receiver.url, data: '{"hay":1}' })
  await engine.reaches(id, 'delivered')
  const totalIn = async (...textIn: ('name' | 'body' | 'response')[]) =>
    (await engine.run('delivery.list', { filter: { text: 'needle', textIn }, whole: true })).total
  expect([await totalIn('name'), await totalIn('body'), await totalIn('response')]).toEqual([0, 0, 1])
  expect(await totalIn('name', 'body', 'response')).toBe(1)
})

it('stays stopped when asked again, and goes on when it is resumed or acted on', async () => {
  const engine = await pausedEngine()
  await engine.send({ url: nowhere, data: '"a needle"', copies: 20 })
  await engine.run('search.stop', { filter: needle })
  const stopped = await engine.run('delivery.list', { filter: needle })
  expect([stopped.total, stopped.search?.state]).toEqual([0, 'stopped'])
  await engine.run('search.resume', { filter: needle })
  let resumed = await engine.run('delivery.list', { filter: needle })
  // Each answer waits for a moment of the search.
  while (resumed.search?.state === 'running') resumed = await engine.run('delivery.list', { filter: needle })
  expect([resumed.total, resumed.search?.state]).toEqual([20, 'done'])

  await engine.run('search.stop', { filter: { ...needle, category: 'c' } })
  const { job } = await engine.run('delivery.hold', { filter: { ...needle, category: 'c' } })
  expect(await engine.jobEnds(job?.id)).toMatchObject({ total: 20, done: 20, refused: 0 })
})

it('is acted on: exactly what it finds', async () => {
  const engine = await pausedEngine()
  const hay = await engine.send({ url: nowhere, data: '"hay"', copies: 700 })
  const found = await engine.send({ url: nowhere, data: '"a needle"', copies: 600 })
  const { job } = await engine.run('delivery.cancel', { filter: { ...needle, states: ['queued'] } })
  expect(await engine.jobEnds(job?.id)).toMatchObject({ total: 600, done: 600, refused: 0 })
  expect(await engine.counts()).toMatchObject({ canceled: found.length, queued: hay.length })
})

it.each([
  { by: 'category' as const, descending: false },
  { by: 'took' as const, descending: true },
  { by: 'accepted' as const, descending: false },
])('pages in the order of $by stay put while new ones come', async (sort) => {
  const engine = await pausedEngine()
  for (const category of ['b', 'a', 'c']) await engine.send({ url: nowhere, category, copies: 40 })
  const whole = await engine.run('delivery.list', { sort, limit: 500, whole: true })
  const upToSeq = whole.newestSeq
  const seen: string[] = []
  for (let offset = 0; offset < whole.total; offset += 30) {
    const page = await engine.run('delivery.list', { sort, upToSeq, offset, limit: 30, whole: true })
    seen.push(...page.rows.map(({ id }) => id))
    await engine.send({ url: nowhere, category: 'aa', copies: 3 })
    await engine.run('delivery.hold', { ids: page.rows.slice(0, 1).map(({ id }) => id) })
    const { newer } = await engine.run('delivery.list', { sort, upToSeq, whole: true })
    expect(newer).toBe((offset / 30 + 1) * 3)
  }
  expect(seen).toEqual(whole.rows.map(({ id }) => id))
})

it('sorts by a column up to a number of deliveries, and says which order there is', async () => {
  const engine = await pausedEngine()
  const sort = { by: 'category' as const, descending: false }
  for (let sent = 0; sent < mostSorted; sent += 1_000) await engine.send({ url: nowhere, copies: 1_000 })
  expect((await engine.run('delivery.list', { sort, whole: true, limit: 1 })).sort).toEqual(sort)
  await engine.send({ url: nowhere })
  const answer = await engine.run('delivery.list', { sort, whole: true, limit: 1 })
  expect([answer.sort, answer.rows[0]?.seq]).toEqual([newestFirst, mostSorted + 1])
})

it('refuses who waits for it when the engine stops', async () => {
  const engine = await pausedEngine()
  for (let sent = 0; sent < 5; sent += 1) await engine.send({ url: nowhere, data: '"hay"', copies: 1_000 })
  const asked = engine.invoke('delivery.list', { filter: needle, whole: true })
  await engine.stop()
  expect(await asked).toMatchObject({ ok: false, error: { code: 'stopping' } })
})
