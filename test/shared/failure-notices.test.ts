/** Deliveries that failed for good, as a person who is not looking is told of them. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { FeedEvent } from '../../src/shared/events.ts'
import { createFailureNotices, type FailureNotice } from '../../src/shared/failure-notices.ts'
import { type DeliveryState, noCounts, type Notifications } from '../../src/shared/model.ts'
import { sampleRow } from '../support/sample-data.ts'

let now: number
let timers: { at: number; run: () => void }[]
let shown: FailureNotice[]

beforeEach(() => {
  now = 1_000_000
  timers = []
  shown = []
})

function noticesFor(choice: Notifications) {
  const notices = createFailureNotices({
    choice: () => choice,
    show: (notice) => shown.push(notice),
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
  })
  notices.begin({ ...noCounts, failed: 5 })
  return notices
}

function pass(ms: number): void {
  now += ms
  const due = timers.filter(({ at }) => at <= now)
  timers = timers.filter(({ at }) => at > now)
  for (const { run } of due) run()
}

function changed(...rows: [id: string, state: DeliveryState][]): FeedEvent {
  return {
    name: 'deliveries.changed',
    rows: rows.map(([id, state]) => ({
      ...sampleRow(1, { count: 1, now }),
      id,
      state,
      updatedAt: now,
      category: 'order.created',
      url: 'http://localhost:3000/secret',
      attemptCount: 3,
      lastStatusCode: 500,
    })),
  }
}

function flood(failed: number): FeedEvent[] {
  return [
    { name: 'deliveries.flooded', changed: 2_000 },
    { name: 'counts.changed', counts: { ...noCounts, failed } },
  ]
}

describe('each', () => {
  test('one that failed is told with its category, its host and its last answer', () => {
    noticesFor('each').take([changed(['a', 'failed'])])
    expect(shown).toEqual([
      {
        title: 'order.created failed for good',
        body: 'localhost:3000, after 3 attempts: 500.',
        deliveryId: 'a',
      },
    ])
  })

  test('what is short of the end is not told', () => {
    noticesFor('each').take([changed(['a', 'retrying'], ['b', 'delivered'], ['c', 'held'])])
    expect(shown).toEqual([])
  })

  test('an end is told once, and another end of the same delivery again', () => {
    const notices = noticesFor('each')
    notices.take([changed(['a', 'failed'])])
    notices.take([changed(['a', 'failed'])])
    expect(shown).toHaveLength(1)
    notices.take([changed(['a', 'queued'])])
    notices.take([changed(['a', 'failed'])])
    expect(shown).toHaveLength(2)
  })

  test('many at once are told together, and lead to all that failed', () => {
    noticesFor('each').take([
      changed(...['a', 'b', 'c', 'd'].map((id): [string, DeliveryState] => [id, 'failed'])),
    ])
    expect(shown).toMatchObject([{ title: '4 deliveries failed for good', deliveryId: null }])
  })

  test('of a flood the counts tell', () => {
    const notices = noticesFor('each')
    notices.take(flood(1_205))
    expect(shown).toMatchObject([{ title: '1,200 deliveries failed for good', deliveryId: null }])
    notices.take(flood(1_205))
    expect(shown).toHaveLength(1)
  })

  test('what failed before it began is old', () => {
    const notices = noticesFor('each')
    const old = changed(['a', 'failed'])
    if (old.name === 'deliveries.changed') for (const row of old.rows) row.updatedAt = now - 1
    notices.take([old])
    expect(shown).toEqual([])
  })
})

describe('digest', () => {
  test('the first is told at once, the others of its minute together at its end', () => {
    const notices = noticesFor('digest')
    notices.take([changed(['a', 'failed'])])
    expect(shown).toMatchObject([{ deliveryId: 'a' }])
    for (let number = 0; number < 12; number += 1) {
      pass(1_000)
      notices.take([changed([`b${number}`, 'failed'])])
    }
    expect(shown).toHaveLength(1)
    pass(60_000)
    expect(shown.slice(1)).toMatchObject([{ title: '12 deliveries failed for good', deliveryId: null }])
    pass(600_000)
    expect(shown).toHaveLength(2)
  })

  test('however they come, there is at most one a minute', () => {
    const notices = noticesFor('digest')
    const toldAt: number[] = []
    for (let second = 0; second < 600; second += 1) {
      const before = shown.length
      pass(1_000)
      if (second % 7 === 0) notices.take([changed([`d${second}`, 'failed'])])
      if (shown.length > before) toldAt.push(now)
    }
    expect(toldAt.length).toBeGreaterThan(5)
    for (const [index, at] of toldAt.entries()) {
      expect(at - (toldAt[index - 1] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(60_000)
    }
  })

  test('after its end no timer is left', () => {
    const notices = noticesFor('digest')
    notices.take([changed(['a', 'failed'])])
    notices.take([changed(['b', 'failed'])])
    expect(timers).toHaveLength(1)
    notices.stop()
    expect(timers).toEqual([])
  })
})

test('off tells nothing', () => {
  const notices = noticesFor('off')
  notices.take([changed(['a', 'failed'])])
  notices.take(flood(100))
  expect(shown).toEqual([])
})
