/** Every format through the commands: what it is recognised as, and what comes of it. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { bboltFixture } from '../../support/bbolt/fixtures.ts'
import { startTestEngine } from '../../support/engine.ts'
import { exported, imported, pausedEngine, writtenFile } from '../../support/queue-files/engines.ts'
import { startReceiver } from '../../support/receiver.ts'

it('the queue of the Go package: its bucket is found, nested ones are passed over', async () => {
  const engine = await pausedEngine()
  const { job, report } = await imported(engine, { file: bboltFixture('events') })
  expect(job).toMatchObject({ state: 'done', message: null })
  expect(report).toMatchObject({ format: 'bbolt', bucket: 'webhook_events' })
  expect(report.taken).toBe(report.found)
  expect(report.taken).toBeGreaterThan(0)
  expect((await engine.run('stats.get', {})).counts.held).toBe(report.taken)
})

it('another bucket is read where it is named, and one that is not there is refused', async () => {
  const engine = await pausedEngine()
  const refusal = await engine.refused('queue.import', { file: bboltFixture('events'), bucket: 'none' })
  expect(refusal).toMatchObject({ code: 'bucket_unknown', details: { buckets: ['webhook_events'] } })
})

it('a HAR file of our own attempts: its requests become deliveries with the same bodies', async () => {
  const receiver = await startReceiver({ answers: [200] })
  const engine = startTestEngine()
  const [id = ''] = await engine.send({ url: receiver.url, data: '{"n":9007199254740993}' })
  await engine.reaches(id, 'delivered')
  const har = await exported(engine, { format: 'har' })
  const other = await pausedEngine()
  const { report } = await imported(other, { file: writtenFile(har) })
  expect(report).toMatchObject({ format: 'har', found: 1, taken: 1, bad: 0 })
  const { rows } = await other.run('delivery.list', {})
  const { body } = await other.run('delivery.body', { id: rows[0]?.id ?? '' })
  expect(body).toBe(receiver.requests[0]?.decoded.toString())
})

it('a cURL script that we wrote is read again', async () => {
  const engine = await pausedEngine()
  await engine.send({
    url: 'http://127.0.0.1:1/a',
    bodyMode: 'raw',
    contentType: 'text/plain',
    data: "it's $HOME\n`x`!",
  })
  const script = await exported(engine, { format: 'curl' })
  const other = await pausedEngine()
  const { report } = await imported(other, { file: writtenFile(script) })
  expect(report).toMatchObject({ format: 'curl', taken: 1, bad: 0 })
  const { rows } = await other.run('delivery.list', {})
  expect((await other.run('delivery.body', { id: rows[0]?.id ?? '' })).body).toBe("it's $HOME\n`x`!")
})

it('a Postman collection', async () => {
  const collection = {
    info: { name: 'Hooks', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    item: [
      {
        name: 'Order',
        request: { method: 'POST', url: 'http://127.0.0.1:1/o', body: { mode: 'raw', raw: '{}' } },
      },
    ],
  }
  const engine = await pausedEngine()
  const { report } = await imported(engine, { file: writtenFile(JSON.stringify(collection)), dryRun: true })
  expect(report).toMatchObject({ format: 'postman', found: 1, taken: 1, bad: 0 })
})

it('a table for a spreadsheet', async () => {
  const engine = await pausedEngine()
  await engine.send({ url: 'http://127.0.0.1:1/a', category: 'a,b' })
  const [head, row] = (await exported(engine, { format: 'csv' })).toString().split('\r\n')
  expect(head).toContain('category')
  expect(row).toContain('"a,b"')
})

it('an export in every format ends with what the format ends with', async () => {
  const engine = await pausedEngine()
  expect((await exported(engine, { format: 'jsonl' })).toString()).toBe('')
  expect(JSON.parse((await exported(engine, { format: 'har' })).toString())).toMatchObject({
    log: { entries: [] },
  })
  const file = writtenFile('before')
  await exported(engine, { format: 'csv', file, overwrite: true })
  expect(readFileSync(file, 'utf8')).toContain('category')
})
