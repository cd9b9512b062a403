/** The list finds what a walk over all rows finds: filters, pages from both ends, totals, and what is newer. */
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { CommandInput, DeliveryFilter } from '../../src/shared/commands.ts'
import { shortestIdText } from '../../src/shared/limits.ts'
import { type DeliveryRow, deliveryStates } from '../../src/shared/model.ts'
import { startTestEngine, type TestEngine } from '../support/engine.ts'
import { seededRandom } from '../support/random.ts'
import { startReceiver } from '../support/receiver.ts'

const categories = ['order.created', 'Order.Created', '100%', 'a_b', 'a\\b', 'été', "it's", '"quoted"']

/** About 150 deliveries in every state, with gaps between them; nothing moves any more. */
async function filledEngine(): Promise<TestEngine> {
  const random = seededRandom(5)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const hanging = await startReceiver({ answers: ['hang'] })
  const receiver = await startReceiver({ answers: Array.from({ length: 500 }, () => pick([200, 200, 500])) })
  const engine = startTestEngine()
  await engine.run('settings.set', { concurrency: 40 })
  const paused = await engine.endpoint(`${receiver.url}/Paused`)
  await engine.run('endpoint.pause', { id: paused })
  const send = (more: object) =>
    engine.send({
      url: `${receiver.url}/${pick(['a', 'B', '50%'])}?x=${pick(['1', 'Y'])}`,
      category: pick(categories),
      ...more,
    })
  for (let round = 0; round < 35; round += 1) {
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

function finds({ states, category, endpointId, text }: DeliveryFilter, row: DeliveryRow): boolean {
  const hasText = (value: string): boolean => small(value).includes(small(text ?? ''))
  const begins = (value: string): boolean => {
    if (text === undefined || text.length < shortestIdText) return false
    return value.startsWith(text) || value.startsWith(text.toLowerCase())
  }
  return (
    (states === undefined || states.length === 0 || states.includes(row.state)) &&
    (category === undefined || row.category === category) &&
    (endpointId === undefined || row.endpointId === endpointId) &&
    (!text || hasText(row.category) || hasText(row.url) || begins(row.id) || begins(row.eventId))
  )
}

it('for every filter and every page', { timeout: 60_000 }, async () => {
  const engine = await filledEngine()
  const { rows: all, newestSeq } = await engine.run('delivery.list', { limit: 500 })
  expect(new Set(all.map(({ state }) => state))).toEqual(new Set(deliveryStates))
  expect(all.some(({ state, attemptCount }) => state === 'sending' && attemptCount > 1)).toBe(true)
  expect(all.filter(({ state }) => state === 'sending')).toHaveLength(10)
  expect(all.length).toBeGreaterThan(80)
  expect(all.length).toBeLessThan(newestSeq)

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
    ),
    fc
      .tuple(fc.constantFrom(...ids), fc.integer({ min: 5, max: 36 }))
      .map(([id, length]) => id.slice(0, length)),
    fc.constantFrom(...ids).map((id) => id.toUpperCase()),
    fc.constantFrom(...ids).map((id) => id.slice(0, 13).toUpperCase()),
  )
  const filter = fc.record(
    {
      states: fc.array(fc.constantFrom(...deliveryStates), { maxLength: 5 }),
      category: fc.constantFrom(...categories, 'none', ''),
      endpointId: fc.constantFrom(...new Set(all.map(({ endpointId }) => endpointId)), 'nobody'),
      text,
    },
    { requiredKeys: [] },
  )
  const page = fc.record(
    {
      filter,
      upToSeq: fc.oneof(fc.integer({ min: 0, max: newestSeq + 3 }), fc.constant(Number.MAX_SAFE_INTEGER)),
      offset: fc.integer({ min: 0, max: all.length + 3 }),
      limit: fc.integer({ min: 1, max: 40 }),
    },
    { requiredKeys: ['filter'] },
  )
  await fc.assert(
    fc.asyncProperty(page, async (input) => {
      const { upToSeq = newestSeq, offset = 0, limit = 100 } = input
      const found = all.filter((row) => finds(input.filter, row))
      const upTo = found.filter(({ seq }) => seq <= upToSeq)
      expect(await engine.run('delivery.list', input as CommandInput<'delivery.list'>)).toEqual({
        rows: upTo.slice(offset, offset + limit),
        total: upTo.length,
        newer: found.length - upTo.length,
        newestSeq,
      })
    }),
    { numRuns: 1_000, seed: 1 },
  )
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
