import { describe, expect, it } from 'vitest'
import { axisPosition, axisTicks, nearestPoint } from '../../../src/renderer/retry/time-axis.ts'

describe('the time axis', () => {
  it('runs from now to the end and always forward', () => {
    const day = 86_400_000
    expect(axisPosition(0, day)).toBe(0)
    expect(axisPosition(day, day)).toBe(1)
    const positions = [1, 1_000, 60_000, 3_600_000].map((ms) => axisPosition(ms, day))
    expect(positions.toSorted((one, other) => one - other)).toEqual(positions)
    expect(new Set(positions).size).toBe(4)
  })

  it('puts everything at now when nothing lies after it', () => {
    expect(axisPosition(0, 0)).toBe(0)
    expect(axisTicks(0, 0.1).map((tick) => tick.label)).toEqual(['now'])
  })

  it('leaves out ticks that would stand on each other', () => {
    const labels = axisTicks(10_000, 0.3).map((tick) => tick.label)
    expect(labels).toEqual(['now', '10 s'])
    expect(axisTicks(86_400_000, 0.01).map((tick) => tick.label)).toEqual([
      'now', '1 s', '10 s', '1 min', '10 min', '1 h', '6 h', '1 d',
    ]) // prettier-ignore
  })

  it('finds the nearest point, the last of several in one place', () => {
    expect(nearestPoint([0, 0.5, 0.5, 1], 0.6)).toBe(2)
    expect(nearestPoint([], 0.6)).toBe(-1)
  })
})
