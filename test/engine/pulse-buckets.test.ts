/** The buckets of the pulse say what a count over all attempts says, whatever was rolled back, tidied or reopened meanwhile. */
import * as fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { noLatencies, addLatency, percentilesOf } from '../../src/engine/latencies.ts'
import { type StoredBucket, wholeQueue } from '../../src/engine/store/pulse-buckets.ts'
import { openStore, type Store } from '../../src/engine/store/store.ts'
import type { AttemptOutcome } from '../../src/shared/model.ts'
import { tempDir } from '../support/temp-dir.ts'

const start = Date.UTC(2026, 0, 1, 12)
const minute = 60_000
const day = 24 * 60 * minute

interface Measured {
  endpointSeq: number
  startedAt: number
  outcome: AttemptOutcome
  totalMs: number
}

const measured: fc.Arbitrary<Measured> = fc.record({
  endpointSeq: fc.integer({ min: 1, max: 3 }),
  startedAt: fc.integer({ min: start - 3 * 60 * minute, max: start }),
  outcome: fc.constantFrom<AttemptOutcome[]>('delivered', 'failed', 'interrupted'),
  totalMs: fc.double({ min: 0, max: 700_000, noNaN: true }),
})
const turn = fc.record({
  attempts: fc.array(measured, { maxLength: 12 }),
  /** Of these the write that they belong to throws. */
  undone: fc.array(measured, { maxLength: 3 }),
  tidyAt: fc.option(fc.integer({ min: start, max: start + 2 * 60 * minute })),
})

function open(dataDir = tempDir()): Store {
  const store = openStore(dataDir)
  onTestFinished(() => store.close())
  return store
}

function add(store: Store, attempts: readonly Measured[]): void {
  for (const { endpointSeq, startedAt, outcome, totalMs } of attempts) {
    store.pulseBuckets.add(endpointSeq, { startedAt, outcome, timings: { totalMs } })
  }
}

/** Buckets by the ten minutes, to which all of them can be brought. */
function byTenMinutes(buckets: readonly StoredBucket[]) {
  const sums = new Map<number, { delivered: number; failed: number; latencies: number[] }>()
  for (const { at, delivered, failed, latencies } of buckets) {
    const sum = sums.get(at - (at % (10 * minute)))
    const before = sum ?? { delivered: 0, failed: 0, latencies: [...noLatencies()] }
    sums.set(at - (at % (10 * minute)), {
      delivered: before.delivered + delivered,
      failed: before.failed + failed,
      latencies: before.latencies.map((count, step) => count + (latencies[step] ?? 0)),
    })
  }
  return [...sums].sort(([a], [b]) => a - b)
}

function counted(attempts: readonly Measured[]): StoredBucket[] {
  return attempts.flatMap(({ startedAt, outcome, totalMs }) => {
    if (outcome === 'interrupted') return []
    const latencies = noLatencies()
    addLatency(latencies, totalMs)
    return { at: startedAt, delivered: 0, failed: 0, [outcome]: 1, latencies }
  })
}

it('equal a count over the attempts', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.array(turn, { maxLength: 8 }), (turns) => {
      const store = openStore(tempDir())
      try {
        for (const { attempts, undone, tidyAt } of turns) {
          store.transaction(() => {
            add(store, attempts)
            const failing = (): void =>
              store.transaction(() => {
                add(store, undone)
                throw new Error('undone')
              })
            expect(failing).toThrow('undone')
            if (tidyAt !== null) store.pulseBuckets.tidy(tidyAt)
          })
        }
        const all = turns.flatMap(({ attempts }) => attempts)
        const everything = { from: 0, until: Number.MAX_SAFE_INTEGER }
        for (const seq of [wholeQueue, 1, 2, 3]) {
          const concerned = all.filter(({ endpointSeq }) => seq === wholeQueue || endpointSeq === seq)
          const buckets = byTenMinutes(store.pulseBuckets.read(seq, everything))
          expect(buckets).toEqual(byTenMinutes(counted(concerned)))
        }
      } finally {
        store.close()
      }
    }),
    { numRuns: 40 },
  )
})

it('are five seconds wide at first, then a minute, then ten, and go after eight days', () => {
  const store = open()
  const attempts = Array.from({ length: 720 }, (_, index) => ({
    endpointSeq: 1,
    startedAt: start + index * 5_000,
    outcome: 'delivered' as const,
    totalMs: 12,
  }))
  store.transaction(() => add(store, attempts))
  const starts = (now: number): number[] => {
    store.transaction(() => store.pulseBuckets.tidy(now))
    return store.pulseBuckets.read(1, { from: 0, until: now }).map(({ at }) => at - start)
  }
  const hour = start + 60 * minute
  expect(starts(hour)).toHaveLength(54 + 72)
  expect(starts(hour).slice(0, 2)).toEqual([0, minute])
  expect(starts(hour + 70 * minute)).toEqual([0, 10, 20, 30, 40, 50].map((minutes) => minutes * minute))
  expect(store.pulseBuckets.read(1, { from: 0, until: hour }).map(({ delivered }) => delivered)).toEqual(
    Array.from({ length: 6 }, () => 120),
  )
  expect(starts(start + 8 * day)).toHaveLength(6)
  expect(starts(start + 8 * day + 25 * minute)).toEqual([30, 40, 50].map((minutes) => minutes * minute))
})

it('a percentile is at most 4.5 % off, and the slowest possible attempt has a place', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 1, max: 660_000, noNaN: true }), { minLength: 1, maxLength: 200 }),
      (times) => {
        const latencies = noLatencies()
        for (const ms of times) addLatency(latencies, ms)
        const sorted = times.toSorted((a, b) => a - b)
        for (const share of [0.5, 0.95, 0.99]) {
          const exact = sorted[Math.max(1, Math.ceil(times.length * share)) - 1] ?? 0
          const [told] = percentilesOf(latencies, [share])
          expect(Math.abs((told ?? 0) / exact - 1)).toBeLessThan(0.0443)
        }
      },
    ),
  )
})
