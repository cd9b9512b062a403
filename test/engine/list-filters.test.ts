/** The list finds what a walk over all rows finds: filters, orders, pages from both ends, totals, and what is newer. */
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { CommandInput, DeliveryFilter } from '../../src/shared/commands.ts'
import { isSearched, newestFirst, type Sort, sortColumns, textPlaces } from '../../src/shared/filter.ts'
import { shortestIdText } from '../../src/shared/limits.ts'
import { type Attempt, type DeliveryRow, deliveryStates } from '../../src/shared/model.ts'
import { startTestEngine, type TestEngine } from '../support/engine.ts'
import { seededRandom } from '../support/random.ts'
import { startReceiver } from '../support/receiver.ts'

const categories = ['order.created', 'Order.Created', '100%', 'a_b', 'a\\b', 'été', "it's", '"quoted"']

const payloads = [
  '{"name":"Ada"}',
  '{"name":"ADA Lovelace"}',
  '["Été"]',
  '{"long":"' + 'x'.repeat(5_000) + '"}',
]
const thanks = { status: 200, body: 'Thanks, ada' }
const sorry = { status: 500, body: 'Sorry, no été' }

/** About 150 deliveries in every state, with gaps between them; nothing moves any more. */
async function filledEngine(): Promise<TestEngine> {
  const random = seededRandom(5)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const hanging = await startReceiver({ answers: ['hang'] })
  const answers = [200, 200, 204, 404, 500, 503, 'reset', thanks, sorry] as const
  const receiver = await startReceiver({ answers: Array.from({ length: 500 }, () => pick(answers)) })
  const engine = startTestEngine()
  await engine.run('settings.set', { concurrency: 40 })
  const paused = await engine.endpoint(`${receiver.url}/Paused`)
  await engine.run('endpoint.pause', { id: paused })
  const send = (more: object) =>
    engine.send({
      url: `${receiver.url}/${pick(['a', 'B', '50%'])}?x=${pick(['1', 'Y'])}`,
      category: pick(categories),
      data: pick(payloads),
      ...more,
    })
  for (let round = 0; round < 35; round += 1) {
    engine.clock.advance(1_000)
    await send({ copies: 3, maxAttempts: pick([1, 5]), retrySchedule: ['9h'] })
    if (round % 3 === 0) await engine.send({ endpointIds: [paused], category: pick(categories) })
    if (round % 5 === 0) await send({ sendAt: engine.clock.now() + 9_000_000, eventId: `Evt_Own-${round}` })
  }
  await engine.until(async () => (await engine.counts()).queued + (await engine.counts()).sending === 0)
  const finished = (await engine.run('delivery.list', { limit: 500 })).rows
  await engine.run('delivery.delete', { ids: finished.filter(() => random() < 0.2).map(({ id }) => id) })
  // What is on its way, as a first attempt, as a retry and as one that was scheduled.
  const retrying = (await engine.run('delivery.list', { filter: { states: ['retrying'] } })).rows
  const onTheirWay = await engine.send({ url: hanging.url, category: 'order.created', copies: 8 })
  await engine.send({ url: hanging.url, category: 'a_b', sendAt: engine.clock.now() + 1 })
  engine.clock.advance(1)
  receiver.setAnswers(['hang'])
  const before = receiver.requests.length
  await engine.run('delivery.retry', { ids: retrying.slice(0, 3).map(({ id }) => id) })
  await Promise.all([receiver.waitFor(before + 3), hanging.waitFor(9)])
  await engine.run('delivery.cancel', { ids: onTheirWay.slice(6) })
  await engine.until(async () => (await engine.counts()).canceled === 2)
  await engine.run('queue.pause', {})
  await send({ copies: 4 })
  return engine
}

const small = (text: string): string => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())

/** What a delivery is known by here: its row, and what only its inspector shows. */
interface Known {
  row: DeliveryRow
  body: string
  attempts: Attempt[]
}

async function knownOf(row: DeliveryRow, { run }: TestEngine): Promise<Known> {
  const { attempts } = await run('delivery.show', { id: row.id })
  return { row, attempts, body: (await run('delivery.body', { id: row.id })).data }
}

function finds(filter: DeliveryFilter, known: Known): boolean {
  const { states, category, endpointId, answers = [], acceptedFrom = 0, acceptedUntil = Infinity } = filter
  const { row } = known
  return (
    (states === undefined || states.length === 0 || states.includes(row.state)) &&
    (category === undefined || row.category === category) &&
    (endpointId === undefined || row.endpointId === endpointId) &&
    (answers.length === 0 || answers.some((answer) => isAnswer(answer, row))) &&
    row.createdAt >= acceptedFrom &&
    row.createdAt < acceptedUntil &&
    isAttempted(filter, known) &&
    hasText(filter, known)
  )
}

function isAnswer(answer: string, { lastStatusCode, lastErrorCode }: DeliveryRow): boolean {
  if (answer.endsWith('xx')) return String(lastStatusCode).startsWith(answer.charAt(0))
  return answer === String(lastStatusCode) || answer === lastErrorCode
}

function isAttempted({ attemptedFrom, attemptedUntil }: DeliveryFilter, { attempts }: Known): boolean {
  if (attemptedFrom === undefined && attemptedUntil === undefined) return true
  return attempts.some(
    ({ startedAt }) => startedAt >= (attemptedFrom ?? 0) && startedAt < (attemptedUntil ?? Infinity),
  )
}

function hasText({ text, textIn = [] }: DeliveryFilter, { row, body, attempts }: Known): boolean {
  if (!text) return true
  const has = (value: string): boolean => small(value).includes(small(text))
  const hasAny = (value: string): boolean => value.toLowerCase().includes(text.toLowerCase())
  const begins = (value: string): boolean =>
    text.length >= shortestIdText && (value.startsWith(text) || value.startsWith(text.toLowerCase()))
  const places = textIn.length === 0 ? ['name'] : textIn
  return places.some((place) => {
    if (place === 'body') return hasAny(body)
    if (place === 'response') return attempts.some(({ responseBody }) => hasAny(responseBody))
    return has(row.category) || has(row.url) || begins(row.id) || begins(row.eventId)
  })
}

function pickKeys<T extends object>(from: T, keys: (keyof T)[]): Partial<T> {
  return Object.fromEntries(keys.map((key) => [key, from[key]])) as Partial<T>
}

/** Newest first among equals, nothing last. */
function inOrder(rows: DeliveryRow[], { by, descending }: Sort): DeliveryRow[] {
  const key = (row: DeliveryRow): string | number | null => {
    if (by === 'accepted') return row.seq
    if (by === 'category') return small(row.category)
    if (by === 'target') return small(row.url)
    if (by === 'took') return row.lastTotalMs
    if (by === 'answer') return row.lastStatusCode === null ? row.lastErrorCode : String(row.lastStatusCode)
    // The one that is on its way is not counted in the order.
    return row.attemptCount - (row.state === 'sending' ? 1 : 0)
  }
  const sign = descending ? -1 : 1
  return [...rows].sort((a, b) => {
    const [left, right] = [key(a), key(b)]
    if (left === right) return b.seq - a.seq
    if (left === null) return 1
    if (right === null) return -1
    return left < right ? -sign : sign
  })
}

it('for every filter and every page', { timeout: 60_000 }, async () => {
  const engine = await filledEngine()
  const { rows: all, newestSeq } = await engine.run('delivery.list', { limit: 500 })
  expect(new Set(all.map(({ state }) => state))).toEqual(new Set(deliveryStates))
  expect(all.some(({ state, attemptCount }) => state === 'sending' && attemptCount > 1)).toBe(true)
  expect(all.filter(({ state }) => state === 'sending')).toHaveLength(10)
  expect(all.length).toBeGreaterThan(80)
  expect(all.length).toBeLessThan(newestSeq)
  const known = await Promise.all(all.map((row) => knownOf(row, engine)))

  const ids = all.flatMap(({ id, eventId }) => [id, eventId])
  const text = fc.oneof(
    fc.constantFrom(
      'ORDER',
      'order.created',
      '%',
      '_',
      '\\',
      'é',
      "'",
      '"',
      'b?x',
      'hooks/B',
      '127.0.0.1',
      '',
      'nothing',
      'ada',
      'ÉTÉ',
      'xxx"',
    ),
    fc
      .tuple(fc.constantFrom(...ids), fc.integer({ min: 5, max: 36 }))
      .map(([id, length]) => id.slice(0, length)),
    fc.constantFrom(...ids).map((id) => id.toUpperCase()),
    fc.constantFrom(...ids).map((id) => id.slice(0, 13).toUpperCase()),
  )
  const instant = fc.constantFrom(
    ...known.flatMap(({ row, attempts }) => [row.createdAt, ...attempts.map(({ startedAt }) => startedAt)]),
    0,
  )
  const sort = fc.record({ by: fc.constantFrom(...sortColumns), descending: fc.boolean() })
  const parts = {
    states: fc.array(fc.constantFrom(...deliveryStates), { maxLength: 5 }),
    category: fc.constantFrom(...categories, 'none', ''),
    endpointId: fc.constantFrom(...new Set(all.map(({ endpointId }) => endpointId)), 'nobody'),
    answers: fc.subarray(['2xx', '4xx', '5xx', '204', '503', 'reset', 'refused']),
    acceptedFrom: instant,
    acceptedUntil: instant,
    attemptedFrom: instant,
    attemptedUntil: instant,
    text,
    textIn: fc.subarray([...textPlaces]),
  }
  // A few at a time: all at once find nothing.
  const keys = Object.keys(parts) as (keyof typeof parts)[]
  const filter = fc.subarray(keys, { maxLength: 3 }).chain((chosen) => fc.record(pickKeys(parts, chosen)))
  const page = fc.record(
    {
      filter,
      sort,
      upToSeq: fc.oneof(fc.integer({ min: 0, max: newestSeq + 3 }), fc.constant(Number.MAX_SAFE_INTEGER)),
      offset: fc.integer({ min: 0, max: all.length + 3 }),
      limit: fc.integer({ min: 1, max: 40 }),
    },
    { requiredKeys: ['filter'] },
  )
  let hits = 0
  await fc.assert(
    fc.asyncProperty(page, async (input) => {
      const { upToSeq = newestSeq, offset = 0, limit = 100, sort: order = newestFirst } = input
      const found = known.filter((one) => finds(input.filter, one)).map(({ row }) => row)
      if (found.length > 0) hits += 1
      const upTo = inOrder(
        found.filter(({ seq }) => seq <= upToSeq),
        order,
      )
      const asked = { ...input, whole: true } as CommandInput<'delivery.list'>
      const isSearch = isSearched(input.filter) || order.by !== 'accepted'
      expect(await engine.run('delivery.list', asked)).toEqual({
        sort: order,
        search: isSearch ? expect.objectContaining({ state: 'done', share: 1 }) : null,
        rows: upTo.slice(offset, offset + limit),
        total: upTo.length,
        newer: found.length - upTo.length,
        newestSeq,
      })
    }),
    { numRuns: 1_000, seed: 1 },
  )
  expect(hits).toBeGreaterThan(400)
})

it('the pages of a list make the whole of it, from either end', async () => {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  const sent = await engine.send({ url: 'http://127.0.0.1:1/', copies: 1_000 })
  await engine.run('delivery.delete', { ids: sent.filter((_, index) => index % 7 === 3) })
  await engine.run('delivery.hold', { ids: sent.filter((_, index) => index % 7 === 5) })
  for (const filter of [
    {},
    { states: ['queued' as const] },
    { states: ['queued' as const, 'held' as const] },
  ]) {
    const seen: number[] = []
    let offset = 0
    for (;;) {
      const { rows, total } = await engine.run('delivery.list', { filter, offset, limit: 97 })
      seen.push(...rows.map(({ seq }) => seq))
      offset += rows.length
      if (offset >= total) break
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toEqual([...seen].sort((a, b) => b - a))
    expect(seen).toHaveLength(filter.states?.length === 1 ? 714 : 857)
  }
})

it('a page stays put while new ones come', async () => {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  await engine.send({ url: 'http://127.0.0.1:1/', copies: 30 })
  const before = await engine.run('delivery.list', { offset: 10, limit: 10 })
  await engine.send({ url: 'http://127.0.0.1:1/', copies: 5 })
  const after = await engine.run('delivery.list', { offset: 10, limit: 10, upToSeq: before.newestSeq })
  expect(after).toEqual({ ...before, newer: 5, newestSeq: before.newestSeq + 5 })
})
