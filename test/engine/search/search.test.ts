/** A search in steps: the newest first, no row lost that changes meanwhile, and no step longer than it may be. */
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { createSearch, type Search } from '../../../src/engine/search/search.ts'
import type { DeliverySearch } from '../../../src/engine/store/delivery-search.ts'

const filter = { text: 'needle', textIn: ['body' as const] }

/** Rows in memory. Every read of a body takes a millisecond of a clock of its own. */
function world(bodies: Map<number, string>) {
  const clock = { now: 0 }
  const seqs = (): number[] => [...bodies.keys()].sort((a, b) => b - a)
  const candidate = (seq: number) => ({ seq, isNamed: 0 as const })
  const read: DeliverySearch = {
    inSpan: (_filter, { afterSeq, upToSeq }) =>
      seqs()
        .filter((seq) => seq > afterSeq && seq <= upToSeq)
        .map(candidate),
    among: (_filter, some) =>
      seqs()
        .filter((seq) => some.includes(seq))
        .map(candidate),
    body(seq) {
      clock.now += 1
      return Buffer.from(bodies.get(seq) ?? '')
    },
    responses: () => [],
    acceptedAt: (seq) => seq * 10,
    sortKeys: () => [],
  }
  const search = createSearch(filter, { read, newestSeq: Math.max(0, ...seqs()), now: () => clock.now })
  return { clock, search }
}

function numbered(count: number, body: (seq: number) => string): Map<number, string> {
  return new Map(Array.from({ length: count }, (_, index) => [index + 1, body(index + 1)]))
}

function toTheEnd(search: Search): void {
  while (search.isOpen()) search.step(3)
}

it('finds the newest first, and tells how far it is', () => {
  const { search } = world(numbered(5_000, (seq) => (seq % 1_000 === 0 ? 'a Needle' : 'hay')))
  expect(search.progress()).toEqual({ state: 'running', share: 0, reachedAt: null })
  while (search.found().length === 0) search.step(3)
  expect(search.found()).toEqual([5_000])
  expect(search.isDone()).toBe(false)
  toTheEnd(search)
  expect(search.found()).toEqual([5_000, 4_000, 3_000, 2_000, 1_000])
  expect(search.progress()).toEqual({ state: 'done', share: 1, reachedAt: 10 })
})

it('takes no longer for a step than it may', () => {
  const { clock, search } = world(numbered(2_000, () => 'hay'))
  while (search.isOpen()) {
    const before = clock.now
    search.step(3)
    expect(clock.now - before).toBeLessThanOrEqual(4)
  }
})

it('reads a large body in several steps', () => {
  const { search } = world(new Map([[1, `${'x'.repeat(3 * 1024 * 1024 - 3)}needle`]]))
  let steps = 0
  while (search.isOpen()) {
    search.step(0)
    steps += 1
  }
  // Across the border of two slices too.
  expect(search.found()).toEqual([1])
  expect(steps).toBeGreaterThan(3)
})

it('stands still while it is stopped, and goes on from there', () => {
  const { search } = world(numbered(3_000, () => 'needle'))
  search.step(3)
  search.setStopped(true)
  toTheEnd(search)
  const found = search.found().length
  expect(search.progress()).toMatchObject({ state: 'stopped', reachedAt: 20_010 })
  expect([found, search.isOpen()]).toEqual([1_000, false])
  search.setStopped(false)
  toTheEnd(search)
  expect(search.found()).toHaveLength(3_000)
})

it('finds what a look at everything finds, whatever changes on the way', () => {
  const body = fc.constantFrom('hay', 'a needle', 'NEEDLE')
  const change = fc.oneof(
    fc.record({ kind: fc.constant('put' as const), seq: fc.integer({ min: 1, max: 80 }), body }),
    fc.record({ kind: fc.constant('delete' as const), seq: fc.integer({ min: 1, max: 80 }) }),
    fc.record({ kind: fc.constant('step' as const), ms: fc.integer({ min: 0, max: 9 }) }),
    fc.record({ kind: fc.constant('stop' as const), stopped: fc.boolean() }),
  )
  fc.assert(
    fc.property(fc.array(body, { maxLength: 60 }), fc.array(change), (first, changes) => {
      const bodies = numbered(first.length, (seq) => first[seq - 1] ?? '')
      const { search } = world(bodies)
      for (const one of changes) {
        if (one.kind === 'step') search.step(one.ms)
        else if (one.kind === 'stop') search.setStopped(one.stopped)
        else {
          if (one.kind === 'put') bodies.set(one.seq, one.body)
          else bodies.delete(one.seq)
          search.touch([one.seq])
        }
      }
      search.setStopped(false)
      toTheEnd(search)
      const expected = [...bodies].filter(([, text]) => /needle/i.test(text)).map(([seq]) => seq)
      expect(search.found()).toEqual(expected.sort((a, b) => b - a))
      expect(search.isDone()).toBe(true)
    }),
    { seed: 3, numRuns: 500 },
  )
})
