/** An export that is imported into an empty folder is exported again as the identical file: order and bytes. */
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startTestEngine, type TestEngine } from '../../support/engine.ts'
import { exported, imported, pausedEngine, writtenFile } from '../../support/queue-files/engines.ts'
import { startReceiver } from '../../support/receiver.ts'
import { tempDir } from '../../support/temp-dir.ts'

const awkward = [
  '{"id":9007199254740993,"big":123456789012345678901234567890.123e-7}',
  '{"b":1,"a":2,"b":3}',
  '{"text":"\\u00e9 \\/ \\ud83d\\ude00 \\u0000 😀 \u2028"}',
  ' \t{ "spaced" : [ 1 ,2 ] } ',
  '{\r\n  "pretty": [\n    1,\n    2\n  ]\n}\n',
  '"a string"',
  '0',
  'null',
  `{"long":"${'x'.repeat(100_000)}"}`,
]

async function again(first: Buffer, choices = {}): Promise<{ bytes: Buffer; engine: TestEngine }> {
  const engine = await pausedEngine()
  const { report } = await imported(engine, { file: writtenFile(first), waiting: 'send' })
  expect(report).toMatchObject({ bad: 0, known: 0, problems: [] })
  return { bytes: await exported(engine, choices), engine }
}

it('payloads of every shape, byte for byte', async () => {
  const engine = await pausedEngine()
  for (const data of awkward) await engine.send({ url: 'http://127.0.0.1:1/a', data })
  await engine.send({
    url: 'http://127.0.0.1:1/a',
    bodyMode: 'raw',
    contentType: 'text/plain',
    data: 'no\n{JSON',
  })
  await engine.send({ url: 'http://127.0.0.1:1/a', bodyMode: 'raw', contentType: 'text/plain', data: '' })
  const first = await exported(engine)
  const { bytes, engine: other } = await again(first)
  expect(bytes.equals(first)).toBe(true)
  const { rows } = await other.run('delivery.list', { limit: 500 })
  const payloads = await Promise.all(rows.map(({ id }) => other.run('delivery.body', { id })))
  expect(payloads.map(({ data }) => data).toReversed()).toEqual([...awkward, 'no\n{JSON', ''])
})

it('deliveries in every state, with their attempts, endpoints, replays and headers', async () => {
  const receiver = await startReceiver({
    answers: [200, 500, 503, { status: 200, body: Buffer.from([0, 255, 10]) }],
  })
  const engine = startTestEngine()
  const endpoint = await engine.endpoint(receiver.url, { retrySchedule: ['1h'], maxAttempts: 2 })
  const headers: [string, string][] = [
    ['X-Twice', '1'],
    ['1', 'a number'],
    ['x-twice', '2'],
  ]
  const [delivered = ''] = await engine.send({ endpointIds: [endpoint], headers })
  await engine.reaches(delivered, 'delivered')
  const [retrying = ''] = await engine.send({ endpointIds: [endpoint] })
  await engine.reaches(retrying, 'retrying')
  const [failed = ''] = await engine.send({ url: `${receiver.url}/other`, maxAttempts: 1, method: 'PUT' })
  await engine.reaches(failed, 'failed')
  await engine.run('queue.pause', {})
  await engine.run('delivery.replay', { ids: [failed], edits: { data: '{"edited":1}' } })
  const [held = '', canceled = ''] = await engine.send({ url: receiver.url, copies: 2 })
  await engine.run('delivery.hold', { ids: [held] })
  await engine.run('delivery.cancel', { ids: [canceled] })
  await engine.send({ url: receiver.url, sendAt: engine.clock.now() + 3_600_000 })
  const choices = { withAttempts: true }
  const first = await exported(engine, choices)
  const { bytes } = await again(first, choices)
  expect(bytes.toString()).toBe(first.toString())
  expect(first.toString().trimEnd().split('\n')).toHaveLength(7)
})

it('through zstd too', async () => {
  const engine = await pausedEngine()
  await engine.send({ url: 'http://127.0.0.1:1/a', copies: 600 })
  const plain = await exported(engine)
  const packed = await exported(engine, { file: join(tempDir(), 'q.jsonl.zst'), format: 'jsonl.zst' })
  expect(packed.length).toBeLessThan(plain.length / 5)
  const { bytes } = await again(packed)
  expect(bytes.equals(plain)).toBe(true)
})

it('a payload of 20 MB', async () => {
  const engine = await pausedEngine()
  await engine.send({ url: 'http://127.0.0.1:1/a', data: `{"long":"${'é'.repeat(10_000_000)}"}` })
  const first = await exported(engine)
  const { bytes } = await again(first)
  expect(bytes.equals(first)).toBe(true)
})

it('what it does not know of a line from elsewhere', async () => {
  const line =
    '{"category":"c","created_at":"2026-01-02T03:04:05.678Z","event_id":"e-1","data":{"n":1},"url":"http://127.0.0.1:1/a","priority":9007199254740993,"tags":["a", 1.0]}\n'
  const engine = await pausedEngine()
  await imported(engine, { file: writtenFile(line) })
  const first = await exported(engine)
  expect(first.toString()).toContain(',"priority":9007199254740993,"tags":["a", 1.0],"dispatcher":{')
  const { bytes } = await again(first)
  expect(bytes.equals(first)).toBe(true)
})
