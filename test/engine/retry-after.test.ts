/** A server that says when to come back is heard on 429 and 503, where that is later than planned. */
import { expect, it } from 'vitest'
import type { Postponed } from '../../src/shared/model.ts'
import { startTestEngine } from '../support/engine.ts'
import { startReceiver } from '../support/receiver.ts'

const start = Date.UTC(2026, 0, 1, 12)
const http = (ms: number): string => new Date(start + ms).toUTCString()

/** What one failed attempt with this header makes of a delivery that plans to wait a minute. */
async function after(
  status: number,
  retryAfter: string,
): Promise<{ waitMs: number; postponed: Postponed | null }> {
  const receiver = await startReceiver({ answers: [{ status, headers: { 'Retry-After': retryAfter } }] })
  const engine = startTestEngine()
  const [id = ''] = await engine.send({ url: receiver.url, retrySchedule: ['1m'] })
  const { nextAttemptAt, attempts } = await engine.reaches(id, 'retrying')
  return { waitMs: (nextAttemptAt ?? 0) - start, postponed: attempts[0]?.postponed ?? null }
}

it.each([
  ['seconds', '120', 120_000],
  ['a fraction, rounded up', '120.2', 121_000],
  ['spaces around it', ' 120 ', 120_000],
  ['a date', http(300_000), 300_000],
  ['a date of RFC 850', 'Thursday, 01-Jan-26 12:05:00 GMT', 300_000],
  ['a date of asctime', 'Thu Jan  1 12:05:00 2026', 300_000],
  ['more than a day', '999999', 86_400_000],
  ['a date beyond a day', http(3 * 86_400_000), 86_400_000],
])('later than planned is heard and noted: %s', async (_what, header, waitMs) => {
  const postponed = { since: start, from: start + 60_000, to: start + waitMs }
  expect(await after(503, header)).toEqual({ waitMs, postponed })
})

it.each([
  ['earlier than planned', '10'],
  ['as planned', '60'],
  ['no wait', '0'],
  ['a date that is past', http(-5_000)],
  ['a negative number', '-120'],
  ['words', 'in an hour'],
  ['a number with a unit', '120s'],
  ['a day without a time', 'March 7'],
  ['an impossible date', 'Xyz, 99 Foo 2026 99:99:99 GMT'],
])('changes nothing: %s', async (_what, header) => {
  expect(await after(429, header)).toEqual({ waitMs: 60_000, postponed: null })
})

it.each([301, 400, 408, 500, 502, 504])('is not asked for on %d', async (status) => {
  expect(await after(status, '120')).toEqual({ waitMs: 60_000, postponed: null })
})

it('does not give a delivery more attempts than it has', async () => {
  const receiver = await startReceiver({ answers: [{ status: 503, headers: { 'retry-after': '1' } }] })
  const engine = startTestEngine()
  const [id = ''] = await engine.send({ url: receiver.url, maxAttempts: 1 })
  expect(await engine.reaches(id, 'failed')).toMatchObject({ attemptCount: 1 })
})
