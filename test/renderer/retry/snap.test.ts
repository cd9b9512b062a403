import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { longestSnapMs, snapWait, stepFine, stepWait, tidyWait } from '../../../src/renderer/retry/snap.ts'

const waits = fc.oneof(fc.integer({ min: 0, max: 2 * longestSnapMs }), fc.integer({ min: 0, max: 200_000 }))

describe('where a dragged wait comes to rest', () => {
  it.each([
    [1_080, 1_000],
    [40, 0],
    [7_000, 5_000],
    [52_000, 60_000],
    [3_500_000, 3_600_000],
    [80_000_000, 86_400_000],
    [1e12, longestSnapMs],
    [-5, 0],
  ])('%d ms becomes %d ms', (ms, snapped) => {
    expect(snapWait(ms)).toBe(snapped)
  })

  it('stays there, and a longer wait never becomes a shorter one', () => {
    fc.assert(
      fc.property(waits, waits, (one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)]
        expect(snapWait(snapWait(one))).toBe(snapWait(one))
        expect(snapWait(less)).toBeLessThanOrEqual(snapWait(more))
      }),
    )
  })
})

describe('steps of the keys', () => {
  it('go to the next sensible wait, and there and back is the same', () => {
    fc.assert(
      fc.property(waits, (ms) => {
        const snapped = snapWait(ms)
        const up = stepWait(snapped, 1)
        if (snapped === longestSnapMs) expect(up).toBe(longestSnapMs)
        else expect(stepWait(up, -1)).toBe(snapped)
        expect(stepWait(0, -1)).toBe(0)
      }),
    )
  })

  it('with Shift are smaller, move strictly, and leave round numbers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: longestSnapMs - 3_600_000 }), (ms) => {
        const up = stepFine(ms, 1)
        const down = stepFine(ms, -1)
        expect(up).toBeGreaterThan(ms)
        expect(down).toBeLessThan(ms)
        expect(down).toBeGreaterThanOrEqual(0)
        expect([tidyWait(up), tidyWait(down)]).toEqual([up, down])
      }),
    )
  })

  it('from a wait longer than any of them go down only', () => {
    expect(stepWait(longestSnapMs * 2, 1)).toBe(longestSnapMs * 2)
    expect(stepWait(longestSnapMs * 2, -1)).toBe(longestSnapMs)
    expect(stepFine(longestSnapMs, 1)).toBe(longestSnapMs)
  })
})
