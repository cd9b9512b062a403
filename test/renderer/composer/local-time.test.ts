import { expect, it } from 'vitest'
import { localTimeText, parseLocalTime, tomorrowAtNine } from '../../../src/renderer/composer/local-time.ts'

it('reads what it writes, to the second', () => {
  const at = new Date(2026, 0, 2, 3, 4, 5, 678).getTime()
  expect(localTimeText(at)).toBe('2026-01-02T03:04:05')
  expect(parseLocalTime(localTimeText(at))).toBe(at - 678)
  expect(parseLocalTime('2026-01-02T03:04')).toBe(at - 5_678)
})

it('takes nothing else for a time', () => {
  for (const text of ['', '2026-01-02', '2026-13-02T03:04', '2026-01-02T03:04Z', 'tomorrow']) {
    expect(parseLocalTime(text), text).toBeNull()
  }
})

it('knows the next morning, also at the end of a year', () => {
  expect(localTimeText(tomorrowAtNine(new Date(2026, 11, 31, 23, 59).getTime()))).toBe('2027-01-01T09:00:00')
  expect(localTimeText(tomorrowAtNine(new Date(2026, 5, 1, 0, 0).getTime()))).toBe('2026-06-02T09:00:00')
})
