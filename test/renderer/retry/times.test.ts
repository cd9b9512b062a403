import { describe, expect, it } from 'vitest'
import { clockTime, distinctTimes, span, spokenTime } from '../../../src/renderer/retry/times.ts'

// A Tuesday, local time.
const now = new Date(2026, 10, 24, 14, 3, 10).getTime()
const at = (...parts: [number, number, number, number?, number?, number?]): number =>
  new Date(...parts).getTime()

describe('clock times', () => {
  it('has seconds today, the day of the week in the six days after, then the date', () => {
    expect(clockTime(at(2026, 10, 24, 14, 3, 20), now)).toBe('14:03:20')
    expect(clockTime(at(2026, 10, 25, 0, 0, 5), now)).toBe('Wed 00:00')
    expect(clockTime(at(2026, 10, 30, 23, 59), now)).toBe('Mon 23:59')
    expect(clockTime(at(2026, 11, 1, 14, 3), now)).toBe('1 Dec 14:03')
    expect(clockTime(at(2027, 0, 9, 8, 0), now)).toBe('9 Jan 08:00')
    expect(clockTime(at(2028, 2, 9), now)).toBe('Mar 2028')
  })

  it('spells the day out in a sentence', () => {
    expect(spokenTime(at(2026, 10, 25, 15, 4), now)).toBe('Wednesday 15:04')
    expect(spokenTime(at(2026, 11, 9, 15, 4), now)).toBe('9 December 15:04')
    expect(spokenTime(at(2030, 11, 9), now)).toBe('9 December 2030')
  })

  it('counts years where no calendar reaches', () => {
    expect(clockTime(3e17, now)).toMatch(/^in [\d,]+ years$/)
    expect(spokenTime(3e17, now)).toMatch(/^in [\d,]+ years$/)
  })
})

it('two times of the same minute are told apart by their seconds', () => {
  const now = new Date(2026, 10, 24, 15, 4, 5).getTime()
  const [day, minute] = [86_400_000, 60_000]
  expect(distinctTimes([now + day, now + day + 5_000, now + day + 5 * minute], now)).toEqual([
    'Wed 15:04:05',
    'Wed 15:04:10',
    'Wed 15:09:05',
  ])
  expect(distinctTimes([now + day, now + day + minute], now)).toEqual(['Wed 15:04', 'Wed 15:05'])
  expect(distinctTimes([now, now + 1_000, now + 1_000], now)).toEqual(['15:04:05', '15:04:06', '15:04:06'])
})

describe('spans', () => {
  it.each([
    [0, '0 s'],
    [400, '400 ms'],
    [1_000, '1 s'],
    [1_400, '1 s'],
    [65_000, '1 min 5 s'],
    [3_600_000, '1 h'],
    [3_599_900, '1 h'],
    [2 * 86_400_000 + 3 * 3_600_000 + 1, '2 d 3 h'],
    [86_399_999, '1 d'],
    [400 * 86_400_000, '1 y 35 d'],
  ])('%d ms is %s', (ms, text) => {
    expect(span(ms)).toBe(text)
  })
})
