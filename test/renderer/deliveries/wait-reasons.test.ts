import { describe, expect, it } from 'vitest'
import { type WaitContext, waitReasons } from '../../../src/renderer/deliveries/wait-reasons.ts'
import { type EndpointSummary, goodHealth } from '../../../src/shared/endpoint.ts'
import type { QueueStatus } from '../../../src/shared/model.ts'

const now = new Date(2026, 10, 24, 14, 3, 20).getTime()
const queue: QueueStatus = { lifecycle: 'running', paused: false, fault: null }
const endpoint: EndpointSummary = {
  id: 'ep',
  name: 'staging',
  url: 'unix:/run/app.sock:/hooks',
  saved: true,
  lastOutcome: null,
  lastUsedAt: now,
  zstdSupport: 'unknown',
  paused: null,
  pausedAt: null,
  health: goodHealth,
}
const queued = { state: 'queued', heldBy: null, nextAttemptAt: now, attemptCount: 0 } as const
const retrying = { state: 'retrying', heldBy: null, nextAttemptAt: now + 25_000, attemptCount: 2 } as const
const context: WaitContext = { queue, endpoint, sending: 0, now }
const texts = (delivery: Parameters<typeof waitReasons>[0], about: Partial<WaitContext> = {}): string[] =>
  waitReasons(delivery, { ...context, ...about }).map(({ text }) => text)

describe('why a delivery waits', () => {
  it('is not asked of what is on its way or final', () => {
    for (const state of ['sending', 'delivered', 'failed', 'canceled'] as const) {
      expect(texts({ ...queued, state })).toEqual([])
    }
  })

  it('is its own time', () => {
    expect(texts(retrying)).toEqual(['Attempt 3 comes in 25 s.'])
    expect(texts({ ...retrying, state: 'scheduled' })).toEqual(['Scheduled for 14:03:45 (in 25 s).'])
  })

  it('is what keeps it back before its time', () => {
    expect(texts(retrying, { queue: { ...queue, paused: true } })).toEqual([
      'The queue is paused.',
      'Attempt 3 comes in 25 s.',
    ])
    expect(texts(queued, { queue: { ...queue, paused: true, fault: 'The disk is full.' } })).toEqual([
      'Nothing is sent while the queue cannot be written.',
    ])
  })

  it('is a hold by a person, a pause, or both', () => {
    const paused = { ...endpoint, paused: 'person', pausedAt: now - 60_000 } as const
    const held = { ...queued, state: 'held', nextAttemptAt: null } as const
    expect(texts({ ...held, heldBy: 'person' })).toEqual(['Held by you until you release it.'])
    expect(texts({ ...held, heldBy: 'endpoint' }, { endpoint: paused })).toEqual([
      'Held: its endpoint staging is paused since 14:02:20 by you.',
    ])
    expect(texts({ ...held, heldBy: 'person' }, { endpoint: paused })).toHaveLength(2)
    expect(texts({ ...held, heldBy: 'endpoint' }, { endpoint: null })).toEqual([
      'Held by a pause of its endpoint.',
    ])
  })

  it('is an endpoint that is gone, refuses, or has its breaker open', () => {
    const gone = { ...endpoint, paused: 'gone', pausedAt: null } as const
    expect(texts(queued, { endpoint: gone })).toEqual([
      'Its endpoint staging is paused, because it answered 410 (Gone).',
    ])
    const refused = { ...endpoint, health: { ...goodHealth, refusedSince: now } }
    expect(texts(queued, { endpoint: refused })[0]).toMatch(/^Nothing listens on unix:\/run\/app.sock since/)
    const broken = {
      ...endpoint,
      health: { ...goodHealth, failuresInRow: 5, openedAt: now, probeAt: now + 9_000 },
    }
    expect(texts(queued, { endpoint: broken })).toEqual([
      'The breaker of staging is open after 5 failures in a row; the next probe is due in 9 s.',
    ])
  })

  it('is its turn when nothing else is', () => {
    expect(texts(queued, { sending: 1 })).toEqual(['Due: it waits for its turn, while another is sent.'])
    const ordered = { ...endpoint, options: { ordered: true, rateLimit: null } }
    expect(texts(queued, { endpoint: ordered })).toEqual([
      'staging is sent to in order: older deliveries go first.',
    ])
    const limited = { ...endpoint, options: { ordered: false, rateLimit: { count: 5, perMs: 60_000 } } }
    expect(texts(queued, { endpoint: limited })).toEqual(['Due. staging gets at most 5 per minute.'])
  })
})
