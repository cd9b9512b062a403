/** Databases of the real bbolt library are read as it reads them. */
import { appendFileSync, closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { expect, it } from 'vitest'
import { looksLikeBbolt, openBbolt } from '../../../src/engine/queue-files/read-bbolt.ts'
import { bboltFixture, changedFixture, readBuckets } from '../../support/bbolt/fixtures.ts'

it('events of the Go package', () => {
  const { webhook_events: events = [] } = readBuckets(bboltFixture('events'))
  expect(events).toHaveLength(5)
  const [key, value = ''] = events[4] ?? []
  expect(key).toBe('01932e5a-7c00-7000-8000-000000000004')
  expect(JSON.parse(value)).toEqual({
    category: 'order.created',
    created_at: '2026-11-24T14:07:20.123456789Z',
    event_id: key,
    data: { number: 4, text: 'Zoë <&> 📦' },
    url: 'http://localhost:3000/hooks',
    retry_count: 4,
    retry_after: '2026-11-24T14:08:20.123456789Z',
    max_retry_count: 30,
    retry_schedule: ['0s', '5s', '1m'],
    last_updated_at: '2026-11-24T14:07:20.123456789Z',
  })
})

it('several buckets: an empty one, and one with a bucket in it, which is left out', () => {
  const buckets = readBuckets(bboltFixture('buckets'))
  expect(Object.keys(buckets)).toEqual(['empty', 'settings', 'webhook_events'])
  expect(buckets['empty']).toEqual([])
  expect(buckets['settings']).toEqual([
    ['a', '1'],
    ['z', ''],
  ])
  expect(buckets['webhook_events']).toHaveLength(2)
})

it('values and keys that are larger than a page', () => {
  expect(readBuckets(bboltFixture('overflow'))['large']).toEqual([
    ['a', 'small'],
    ['b', '0123456789'.repeat(900)],
    ['c', 'small too'],
    ['k'.repeat(3_000), 'long key'],
  ])
})

it('more keys than a page holds, after every third was deleted', () => {
  const expected = Array.from({ length: 300 }, (_, index) => index)
    .filter((index) => index % 3 !== 0)
    .map((index) => [`key-${String(index).padStart(5, '0')}`, `value ${index}`])
  expect(readBuckets(bboltFixture('many'))['many']).toEqual(expected)
})

it('a new one has no buckets', () => {
  expect(readBuckets(bboltFixture('new'))).toEqual({})
})

it('entries are counted from 0, and say how large their values are before they are read', () => {
  const database = openBbolt(bboltFixture('overflow'))
  const entries = [...database.entries('large')]
  expect(entries.map(({ index, valueBytes }) => [index, valueBytes])).toEqual([
    [0, 5],
    [1, 9_000],
    [2, 9],
    [3, 8],
  ])
  expect(database.sizeBytes).toBe(readFileSync(bboltFixture('overflow')).length)
  database.close()
})

it('a bucket that is not there is refused', () => {
  const database = openBbolt(bboltFixture('events'))
  expect(() => database.entries('orders').next()).toThrow('The database has no bucket "orders".')
  database.close()
})

it('one that is written to meanwhile is noticed', () => {
  const path = changedFixture('events', (bytes) => bytes)
  const database = openBbolt(path)
  appendFileSync(path, 'more pages')
  database.assertUnchanged()
  database.close()

  const written = changedFixture('events', (bytes) => bytes)
  const other = openBbolt(written)
  rewriteTxid(written)
  expect(() => other.assertUnchanged()).toThrow('Stop the program that uses it, and import again.')
  other.close()
})

/** As a commit of the program at work does, in place. */
function rewriteTxid(path: string): void {
  const file = openSync(path, 'r+')
  writeSync(file, Buffer.from([99]), 0, 1, 16 + 48)
  closeSync(file)
}

it('is recognised by its first bytes', () => {
  expect(looksLikeBbolt(readFileSync(bboltFixture('events')).subarray(0, 64))).toBe(true)
  const withoutFirst = readFileSync(bboltFixture('many')).fill(0, 0, 1_024)
  expect(looksLikeBbolt(withoutFirst.subarray(0, 65_536))).toBe(true)
  expect(looksLikeBbolt(Buffer.from('{"category":"a"}\n'.repeat(1_000)))).toBe(false)
  expect(looksLikeBbolt(Buffer.alloc(0))).toBe(false)
})
