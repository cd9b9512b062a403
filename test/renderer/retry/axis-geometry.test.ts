import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { axisEnd, axisLabels, axisMarks } from '../../../src/renderer/retry/axis-geometry.ts'
import { courseOf } from '../../../src/renderer/retry/course.ts'
import { axisPosition, axisTime } from '../../../src/renderer/retry/time-axis.ts'
import { defaultRetrySchedule } from '../../../src/shared/retry.ts'

const width = 600

function marksOf(retrySchedule: string[], maxAttempts: number, shown: number | null = null) {
  const course = courseOf({ policy: { retrySchedule, maxAttempts }, cooldownMs: 60_000, jitterPercent: 0 })
  return axisMarks(course, { endMs: axisEnd(course), width, shown })
}

it('a position and its time are each other, also beyond the end', () => {
  const spans = fc.integer({ min: 1_000, max: 1e12 })
  fc.assert(
    fc.property(spans, fc.double({ min: 0, max: 1.2, noNaN: true }), (endMs, position) => {
      expect(axisPosition(axisTime(position, endMs), endMs)).toBeCloseTo(position, 9)
    }),
  )
})

describe('the marks', () => {
  it('are one for each attempt of a short course, the last one with room behind it', () => {
    const marks = marksOf(defaultRetrySchedule, 14)
    expect(marks.map(({ point }) => point.number)).toEqual(
      Array.from({ length: 14 }, (_, index) => index + 1),
    )
    expect(marks.at(-1)?.position).toBeGreaterThan(0.8)
    expect(marks.at(-1)?.position).toBeLessThan(0.95)
  })

  it.each([1_000, 100_000])(
    'of %d attempts are no more than there is room for, with the last one',
    (attempts) => {
      const marks = marksOf(['1s', '10s'], attempts)
      expect(marks.length).toBeLessThan(width / 5 + 5)
      expect(marks.at(-1)?.point.number).toBe(attempts)
    },
  )

  it('of a course without end stop at the edge', () => {
    const marks = marksOf(['5s', '1h'], 0)
    expect(marks.length).toBeGreaterThan(3)
    expect(Math.max(...marks.map(({ position }) => position))).toBeLessThanOrEqual(1)
  })

  it('hold the one that is asked for, wherever it lies', () => {
    expect(marksOf(['1s'], 100_000, 54_321).some(({ place }) => place === 54_321)).toBe(true)
  })

  it('stand in one place where nothing is waited for', () => {
    const marks = marksOf(['0s'], 50)
    expect(new Set(marks.map(({ position }) => position))).toEqual(new Set([0]))
  })
})

it('labels stay inside and never touch, and the first of them is always there', () => {
  const wanted = fc.array(
    fc.record({
      place: fc.nat(),
      position: fc.double({ min: 0, max: 1, noNaN: true }),
      text: fc.constantFrom('14:03:20', 'gives up Wed 14:03'),
    }),
    { minLength: 1, maxLength: 60 },
  )
  fc.assert(
    fc.property(wanted, (texts) => {
      const labels = axisLabels(texts, width)
      expect(labels[0]).toMatchObject({ place: texts[0]?.place, text: texts[0]?.text })
      const boxes = labels
        .map(({ left, text }) => ({ left, right: left + text.length * 6 }))
        .toSorted((one, other) => one.left - other.left)
      for (const [index, box] of boxes.entries()) {
        expect(box.left).toBeGreaterThanOrEqual(0)
        expect(box.right).toBeLessThanOrEqual(width)
        expect(box.left).toBeGreaterThan(boxes[index - 1]?.right ?? -1)
      }
    }),
  )
})
