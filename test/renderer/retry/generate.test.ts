import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generate } from '../../../src/renderer/retry/generate.ts'
import { checkPolicy, policyOf } from '../../../src/renderer/retry/policy-draft.ts'
import { tidyWait } from '../../../src/renderer/retry/snap.ts'
import { longestDurationMs } from '../../../src/shared/durations.ts'
import { waitAfter } from '../../../src/shared/retry.ts'

describe('a schedule from a rule', () => {
  it.each([
    [{ firstMs: 5_000, factor: 2, longestMs: 60_000, maxAttempts: 10 }, '5s 10s 20s 40s 1m'],
    [{ firstMs: 30_000, factor: 2, longestMs: longestDurationMs, maxAttempts: 5 }, '30s 1m 2m 4m'],
    [{ firstMs: 20_000, factor: 1, longestMs: longestDurationMs, maxAttempts: 9 }, '20s'],
    [{ firstMs: 0, factor: 2, longestMs: 60_000, maxAttempts: 9 }, '0s'],
    [{ firstMs: 5_000, factor: 2, longestMs: 1_000, maxAttempts: 9 }, '1s'],
    [{ firstMs: 5_000, factor: 1.5, longestMs: 60_000, maxAttempts: 0 }, '5s 7.5s 11s 17s 25s 38s 57s 1m'],
    [{ firstMs: 5_000, factor: 2, longestMs: 60_000, maxAttempts: 1 }, ''],
  ])('%j', (rule, waits) => {
    expect(generate(rule).waits.join(' ')).toBe(waits)
  })

  it('is valid, and waits as the rule says up to rounding, after every attempt', () => {
    const rules = fc.record({
      firstMs: fc.integer({ min: 1, max: 86_400_000 }),
      factor: fc.double({ min: 1, max: 100, noNaN: true }),
      longestMs: fc.integer({ min: 1, max: longestDurationMs }),
      maxAttempts: fc.integer({ min: 0, max: 150 }),
    })
    fc.assert(
      fc.property(rules, (rule) => {
        const draft = generate(rule)
        expect(checkPolicy(draft)).toEqual({})
        const policy = policyOf(draft)
        if (!policy) throw new Error('not valid')
        const last = rule.maxAttempts === 0 ? 150 : rule.maxAttempts - 1
        let before = 0
        for (let attempt = 1; attempt <= last; attempt += 1) {
          const wait = waitAfter(attempt, policy, -1)
          const exact = Math.min(rule.firstMs * rule.factor ** (attempt - 1), rule.longestMs)
          const room = Math.abs(tidyWait(exact) - exact) + 1
          expect(Math.abs(wait - exact)).toBeLessThanOrEqual(room)
          expect(wait).toBeGreaterThanOrEqual(before)
          before = wait
        }
      }),
    )
  })
})
