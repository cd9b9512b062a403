/** What a person may choose of an import: where everything goes, what becomes of ids, and of what still waits. */
import { readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startTestEngine } from '../../support/engine.ts'
import { exported, imported, pausedEngine, writtenFile } from '../../support/queue-files/engines.ts'
import { startReceiver } from '../../support/receiver.ts'

const line = (fields: Record<string, unknown>): string =>
  `${JSON.stringify({ category: 'c', data: { n: 1 }, url: 'http://127.0.0.1:1/a', ...fields })}\n`

it('what waits in a file is held, and released goes where it was sent', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  const file = writtenFile(line({ url: receiver.url, event_id: 'e-1', retry_count: 2, max_retry_count: 5 }))
  const { report } = await imported(engine, { file })
  expect(report).toMatchObject({ taken: 1, states: { held: 1 }, made: { firstSeq: 1, lastSeq: 1 } })
  const { rows } = await engine.run('delivery.list', { filter: { imported: report.made ?? undefined } })
  const id = rows[0]?.id ?? ''
  expect(rows).toMatchObject([
    { state: 'held', heldBy: 'person', eventId: 'e-1', attemptCount: 2, maxAttempts: 5 },
  ])
  await engine.run('delivery.release', { ids: [id] })
  await engine.reaches(id, 'delivered')
  expect(receiver.requests[0]?.headers['webhook-attempt']).toBe('3')
})

it('what waits can go on at once, in the order of the file', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  await engine.run('settings.set', { concurrency: 1 })
  const file = writtenFile(
    [1, 2, 3].map((n) => line({ url: receiver.url, event_id: `e-${n}`, data: n })).join(''),
  )
  await imported(engine, { file, waiting: 'send' })
  await receiver.waitFor(3)
  expect(receiver.requests.map(({ headers }) => headers['webhook-id'])).toEqual(['e-1', 'e-2', 'e-3'])
})

describe('where they go', () => {
  const file = (): string =>
    writtenFile(line({ url: 'https://shop.example/hooks/a?x=1' }) + line({ url: 'https://other.example/b' }))
  const urls = async (choices: object): Promise<string[]> => {
    const engine = await pausedEngine()
    const endpointId = await engine.endpoint('http://127.0.0.1:3/saved')
    const withEndpoint = 'endpointId' in choices ? { endpointId } : choices
    await imported(engine, { file: file(), ...withEndpoint })
    const { rows } = await engine.run('delivery.list', {})
    return rows.map(({ url }) => url).toReversed()
  }
  it('all to one URL', async () => {
    expect(await urls({ to: 'http://127.0.0.1:2/x' })).toEqual([
      'http://127.0.0.1:2/x',
      'http://127.0.0.1:2/x',
    ])
  })
  it('all to a saved endpoint', async () => {
    expect(await urls({ endpointId: true })).toEqual(['http://127.0.0.1:3/saved', 'http://127.0.0.1:3/saved'])
  })
  it('one origin to another, path and query kept', async () => {
    const origins = [{ origin: 'https://shop.example', to: 'http://localhost:3000' }]
    expect(await urls({ origins })).toEqual(['http://localhost:3000/hooks/a?x=1', 'https://other.example/b'])
  })
  it('an endpoint that is not there is refused', async () => {
    const engine = await pausedEngine()
    const refusal = await engine.refused('queue.import', { file: file(), endpointId: 'nobody' })
    expect(refusal).toMatchObject({ code: 'endpoint_unknown' })
  })
})

describe('an id that is here already', () => {
  const known = async () => {
    const engine = await pausedEngine()
    await engine.send({ url: 'http://127.0.0.1:1/a', eventId: 'e-1', data: '"mine"' })
    return { engine, file: writtenFile(line({ event_id: 'e-1' }) + line({ event_id: 'e-2' })) }
  }
  it('is left out', async () => {
    const { engine, file } = await known()
    const { report } = await imported(engine, { file })
    expect(report).toMatchObject({ found: 2, taken: 1, known: 1 })
  })
  it('gets a new one, and the old event stays as it is', async () => {
    const { engine, file } = await known()
    const { report } = await imported(engine, { file, onConflict: 'new-id' })
    expect(report).toMatchObject({ found: 2, taken: 2, known: 1 })
    const { rows } = await engine.run('delivery.list', {})
    const payloads = await Promise.all(rows.map(({ id }) => engine.run('delivery.body', { id })))
    expect(payloads.map(({ data }) => data)).toEqual(['{"n":1}', '{"n":1}', '"mine"'])
    expect(new Set(rows.map(({ eventId }) => eventId)).size).toBe(3)
  })
  it('stops the import, and nothing of it stays', async () => {
    const { engine, file } = await known()
    const { job } = await imported(engine, { file, onConflict: 'stop' })
    expect(job).toMatchObject({ state: 'failed' })
    expect(job.message).toMatch(/^line 1: the event e-1 is here already/)
    expect((await engine.run('delivery.list', {})).total).toBe(1)
  })
  it('is no matter where all get new ids', async () => {
    const { engine, file } = await known()
    expect((await imported(engine, { file, ids: 'new' })).report).toMatchObject({ taken: 2, known: 0 })
  })
  it('an own export imported twice adds nothing', async () => {
    const { engine } = await known()
    const file = writtenFile(await exported(engine))
    expect((await imported(engine, { file })).report).toMatchObject({ found: 1, taken: 0, known: 1 })
  })
})

it('saved endpoints that a file names are made where they are missing, and found where they are not', async () => {
  const from = await pausedEngine()
  const endpointId = await from.endpoint('http://127.0.0.1:1/shop')
  await from.send({ endpointIds: [endpointId], copies: 2 })
  const file = writtenFile(await exported(from))
  const to = await pausedEngine()
  const dry = await imported(to, { file, dryRun: true })
  expect(dry.report.newEndpoints).toEqual(['http://127.0.0.1:1/shop'])
  await imported(to, { file })
  const { endpoints } = await to.run('endpoint.list', { saved: true })
  expect(endpoints).toMatchObject([{ name: 'http://127.0.0.1:1/shop', counts: { held: 2 } }])
  expect((await imported(to, { file, ids: 'new' })).report.newEndpoints).toEqual([])
})

it('a stopped import is undone, or stays, as was chosen', async () => {
  const lines = Array.from({ length: 20_000 }, (_, n) => line({ event_id: `e-${n}` })).join('')
  for (const whenStopped of ['undo', 'keep'] as const) {
    const engine = await pausedEngine()
    const { id } = await engine.run('queue.import', { file: writtenFile(lines), whenStopped })
    await engine.until(async () => (await engine.run('import.report', { jobId: id })).taken > 500)
    await engine.run('job.stop', { id })
    const job = await engine.run('job.wait', { id })
    expect(job.state).toBe('stopped')
    const report = await engine.run('import.report', { jobId: id })
    expect(report.undone).toBe(whenStopped === 'undo')
    const { total } = await engine.run('delivery.list', {})
    expect(total).toBe(whenStopped === 'undo' ? 0 : report.taken)
  }
})

it('a stopped export leaves no file', async () => {
  const engine = await pausedEngine()
  for (let n = 0; n < 10; n += 1) await engine.send({ url: 'http://127.0.0.1:1/a', copies: 1_000 })
  const file = writtenFile('', 'taken.jsonl').replace('taken', 'queue')
  const { id } = await engine.run('queue.export', { file })
  await engine.run('job.stop', { id })
  expect(await engine.run('job.wait', { id })).toMatchObject({ state: 'stopped' })
  expect(readdirSync(dirname(file))).toEqual(['taken.jsonl'])
})

it('secrets stay at home unless they are asked for', async () => {
  const engine = await pausedEngine()
  const headers: [string, string][] = [
    ['Authorization', 'Bearer s3cret'],
    ['X-Api-Key', 's3cret'],
    ['X-Plain', 'yes'],
  ]
  await engine.send({ url: 'http://127.0.0.1:1/a?token=s3cret&page=2', headers })
  const without = (await exported(engine)).toString()
  expect(without).not.toContain('s3cret')
  expect(without).toContain('"url":"http://127.0.0.1:1/a?token=***&page=2"')
  expect(without).toContain('"headers":{"Authorization":"***","X-Api-Key":"***","X-Plain":"yes"}')
  expect((await exported(engine, { withSecrets: true })).toString().match(/s3cret/g)).toHaveLength(3)
  const other = await pausedEngine()
  expect((await imported(other, { file: writtenFile(without) })).report.redacted).toBe(1)
})

it('only what is selected, or what a filter finds, is exported, in order of acceptance', async () => {
  const engine = await pausedEngine()
  const ids = await engine.send({ url: 'http://127.0.0.1:1/a', copies: 4 })
  await engine.send({ url: 'http://127.0.0.1:1/a', category: 'other', data: '"needle"' })
  const count = async (choices: object): Promise<number> =>
    (await exported(engine, choices)).toString().split('\n').length - 1
  expect(await count({ ids: [ids[2] ?? '', ids[0] ?? ''] })).toBe(2)
  expect(await count({ filter: { category: 'other' } })).toBe(1)
  expect(await count({ filter: { text: 'needle', textIn: ['body'] } })).toBe(1)
  const order = (await exported(engine, { ids: [ids[2] ?? '', ids[0] ?? ''] })).toString()
  expect(order.indexOf(ids[0] ?? '-')).toBeLessThan(order.indexOf(ids[2] ?? '-'))
})
