import { expect, it } from 'vitest'
import { parseInstant } from '../../../src/shared/instants.ts'
import { localTimeText, tomorrowAtNine } from '../../../src/renderer/composer/local-time.ts'

it('writes what is read as the same time, to the second', () => {
  const at = new Date(2026, 0, 2, 3, 4, 5, 678).getTime()
  expect(localTimeText(at)).toBe('2026-01-02 03:04:05')
  expect(parseInstant(localTimeText(at), 0)).toEqual({ ok: true, at: at - 678 })
})

it('knows the next morning, also at the end of a year', () => {
  expect(localTimeText(tomorrowAtNine(new Date(2026, 11, 31, 23, 59).getTime()))).toBe('2027-01-01 09:00:00')
  expect(localTimeText(tomorrowAtNine(new Date(2026, 5, 1, 0, 0).getTime()))).toBe('2026-06-02 09:00:00')
})
