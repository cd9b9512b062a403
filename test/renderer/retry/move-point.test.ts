import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { courseOf } from '../../../src/renderer/retry/course.ts'
import { insertAt, waitTo, withWait, withWaits } from '../../../src/renderer/retry/move-point.ts'
import { type PolicyDraft, policyOf } from '../../../src/renderer/retry/policy-draft.ts'
import { longestSnapMs, snapWait } from '../../../src/renderer/retry/snap.ts'
import { formatDuration } from '../../../src/shared/durations.ts'

const hour = 3_600_000

function pointsOf(draft: PolicyDraft) {
  const policy = policyOf(draft)
  if (!policy) throw new Error('not a policy')
  return courseOf({ policy, cooldownMs: 60_000, jitterPercent: 0 }).points
}

const waits = fc.array(fc.integer({ min: 0, max: 24 * hour }).map(formatDuration), {
  minLength: 1,
  maxLength: 12,
})

describe('dragging a point', () => {
  it('moves it and what comes after by the same, and nothing before it', () => {
    fc.assert(
      fc.property(waits, fc.nat(), fc.integer({ min: 0, max: 60 * 24 * hour }), (list, choice, offsetMs) => {
        const draft = { waits: list, maxAttempts: String(list.length + 1) }
        const before = pointsOf(draft)
        const entry = choice % list.length
        const fromMs = before[entry]?.offsetMs ?? 0
        const waitMs = waitTo(offsetMs, fromMs, false)
        const after = pointsOf(withWait(draft, entry, waitMs))
        const moved = after.map((point, index) => point.offsetMs - (before[index]?.offsetMs ?? 0))
        const delta = moved[entry + 1] ?? 0
        expect(moved).toEqual(moved.map((_, index) => (index <= entry ? 0 : delta)))
        expect(after[entry + 1]?.waitMs).toBe(snapWait(waitMs))
      }),
    )
  })

  it('never comes before the attempt before it, and with Alt rests anywhere round', () => {
    expect(waitTo(5_000, 60_000, false)).toBe(0)
    expect(waitTo(67_345, 60_000, false)).toBe(10_000)
    expect(waitTo(67_345, 60_000, true)).toBe(7_300)
    expect(waitTo(1e15, 0, true)).toBe(longestSnapMs)
  })
})

describe('adding and removing', () => {
  it('keeps a list that is used up exactly so, and other numbers of attempts as they are', () => {
    expect(withWaits({ waits: ['5s'], maxAttempts: '2' }, ['5s', '5s'])).toEqual({
      waits: ['5s', '5s'],
      maxAttempts: '3',
    })
    expect(withWaits({ waits: ['5s'], maxAttempts: '2' }, [])).toEqual({ waits: [], maxAttempts: '1' })
    for (const maxAttempts of ['0', '30', 'x']) {
      expect(withWaits({ waits: ['5s'], maxAttempts }, ['5s', '5s']).maxAttempts).toBe(maxAttempts)
    }
  })

  it('between two points leaves both where they are', () => {
    const draft = { waits: ['10s', '1h'], maxAttempts: '3' }
    const next = insertAt(draft, 10_000 + 15 * 60_000, pointsOf(draft))
    expect(next).toEqual({ waits: ['10s', '15m', '45m'], maxAttempts: '4' })
  })

  it('behind the last point is one more attempt', () => {
    const draft = { waits: ['10s'], maxAttempts: '2' }
    expect(insertAt(draft, 70_000, pointsOf(draft))).toEqual({ waits: ['10s', '1m'], maxAttempts: '3' })
  })
})
