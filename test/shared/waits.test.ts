/** What a delivery waits for: the order of reasons, and which of them stand beside each other. */
import { describe, expect, it } from 'vitest'
import { type EndpointSummary, goodHealth } from '../../src/shared/endpoint.ts'
import type { QueueStatus } from '../../src/shared/model.ts'
import { type WaitFacts, type Waiting, waitsOf } from '../../src/shared/waits.ts'

const now = 1_000_000
const queue: QueueStatus = { lifecycle: 'running', paused: false, fault: null }
const endpoint: EndpointSummary & { options: { ordered: boolean; rateLimit: null } } = {
  id: 'ep',
  name: 'staging',
  url: 'http://127.0.0.1:3000/',
  saved: true,
  lastOutcome: null,
  lastUsedAt: now,
  zstdSupport: 'unknown',
  paused: null,
  pausedAt: null,
  health: goodHealth,
  options: { ordered: false, rateLimit: null },
}
const queued: Waiting = { state: 'queued', heldBy: null, nextAttemptAt: now }
const later: Waiting = { state: 'retrying', heldBy: null, nextAttemptAt: now + 1 }
const codes = (delivery: Waiting, facts: Partial<WaitFacts> = {}): string[] =>
  waitsOf(delivery, { queue, endpoint, now, ...facts }).map(({ code }) => code)

describe('what a delivery waits for', () => {
  it.each(['sending', 'delivered', 'failed', 'canceled'] as const)('%s waits for nothing', (state) => {
    expect(codes({ ...queued, state })).toEqual([])
  })

  it('is its time, behind what keeps it back', () => {
    expect(codes(later)).toEqual(['next_attempt'])
    expect(codes({ ...later, state: 'scheduled' })).toEqual(['scheduled'])
    const paused = { ...endpoint, paused: 'person', pausedAt: now } as const
    expect(codes(later, { queue: { ...queue, paused: true }, endpoint: paused })).toEqual([
      'queue_paused',
      'endpoint_paused',
      'next_attempt',
    ])
  })

  it('is one thing about the queue, the worst', () => {
    expect(codes(queued, { queue: { lifecycle: 'stopping', paused: true, fault: 'full' } })).toEqual([
      'queue_fault',
    ])
    expect(codes(queued, { queue: { lifecycle: 'stopping', paused: true, fault: null } })).toEqual([
      'closing',
    ])
  })

  it('is a pause rather than the health behind it', () => {
    const health = { ...goodHealth, refusedSince: now, openedAt: now, failuresInRow: 3, probeAt: now }
    expect(codes(queued, { endpoint: { ...endpoint, health } })).toEqual(['nothing_listens'])
    expect(codes(queued, { endpoint: { ...endpoint, health, paused: 'gone' } })).toEqual(['endpoint_gone'])
    expect(codes(queued, { endpoint: { ...endpoint, health: { ...health, refusedSince: null } } })).toEqual([
      'breaker_open',
    ])
  })

  it('is a release, and a pause beside it', () => {
    const held: Waiting = { state: 'held', heldBy: 'person', nextAttemptAt: null }
    const paused = { ...endpoint, paused: 'person', pausedAt: now } as const
    expect(codes(held, { queue: { ...queue, paused: true } })).toEqual(['held'])
    expect(codes(held, { endpoint: paused })).toEqual(['held', 'endpoint_paused'])
    expect(codes({ ...held, heldBy: 'endpoint' }, { endpoint: paused })).toEqual(['endpoint_paused'])
    expect(waitsOf({ ...held, heldBy: 'endpoint' }, { queue, endpoint: null, now })).toEqual([
      { code: 'endpoint_paused', since: null },
    ])
  })

  it('is those before it, a limit, or its turn', () => {
    const ordered = { ...endpoint, options: { ordered: true, rateLimit: null } }
    expect(waitsOf(queued, { queue, endpoint: ordered, now })).toEqual([{ code: 'ordered', ahead: null }])
    expect(waitsOf(queued, { queue, endpoint: ordered, now, ahead: 2 })).toEqual([
      { code: 'ordered', ahead: 2 },
    ])
    expect(codes(queued, { endpoint: ordered, ahead: 0 })).toEqual(['turn'])
    const limited = { ...endpoint, options: { ordered: false, rateLimit: { count: 5, perMs: 1_000 } } }
    expect(codes(queued, { endpoint: limited })).toEqual(['rate_limited'])
    expect(codes(queued, { endpoint: null })).toEqual(['turn'])
  })
})
