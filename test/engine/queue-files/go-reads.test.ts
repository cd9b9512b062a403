/** A line of a queue file is an event of the Go package: Go reads it, and what is ours beside it does not hinder. */
import { expect, it } from 'vitest'
import { goComplaint } from '../../support/go/go-reads.ts'
import { exported, pausedEngine } from '../../support/queue-files/engines.ts'

const event = {
  category: 'order.created',
  created_at: '2026-11-24T14:03:20.123Z',
  event_id: '01932e5a-7c00-7000-8000-000000000001',
  data: { text: 'Zoë <&> 📦 \u0000', n: 1 },
  url: 'http://localhost:3000/hooks',
  headers: { 'X-A': '1' },
  retry_count: 0,
  retry_after: '2026-11-24T14:03:20Z',
  max_retry_count: 30,
  retry_schedule: ['0s', '1h30m', '1.5s'],
  last_updated_at: '2026-11-24T15:03:20.120+01:00',
  dispatcher: { version: 1, state: 'held', headers: [['X-A', '1']] },
}

it('Go reads what an export writes', async () => {
  const engine = await pausedEngine()
  const url = 'http://127.0.0.1:1/a'
  await engine.send({ url, data: '{"n":9007199254740993,"text":"\\u0000 😀"}', headers: [['X-A', '1']] })
  await engine.send({ url, bodyMode: 'raw', contentType: 'text/plain', data: 'no\nJSON' })
  await engine.send({ url, data: '{\n  "pretty": true\n}', sendAt: engine.clock.now() + 3_600_000 })
  const lines = (await exported(engine)).toString().trimEnd().split('\n')
  expect(lines).toHaveLength(3)
  for (const line of lines) expect(await goComplaint(line)).toBeNull()
})

it('Go reads it', async () => {
  expect(await goComplaint(JSON.stringify(event))).toBeNull()
  expect(await goComplaint(`${JSON.stringify(event)}\n`)).toBeNull()
})

it('of numbers, strings and nothing as data too', async () => {
  for (const data of ['9007199254740993', '"text"', 'null', '[1e300]']) {
    const line = JSON.stringify({ ...event, data: '…' }).replace('"…"', data)
    expect(await goComplaint(line)).toBeNull()
  }
})

it.each([
  ['a time that is a number', { created_at: 1_764_000_000_000 }],
  ['a time without a zone', { retry_after: '2026-11-24T14:03:20' }],
  ['a count that is no whole number', { retry_count: 1.5 }],
  ['a schedule of numbers', { retry_schedule: [5] }],
  ['a wait that Go does not know', { retry_schedule: ['1d'] }],
])('%s is complained of', async (_name, wrong) => {
  expect(await goComplaint(JSON.stringify({ ...event, ...wrong }))).toEqual(expect.any(String))
})
