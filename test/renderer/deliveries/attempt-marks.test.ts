/** The small bars of a row: what was, then what is planned, never more than there is room for. */
import { expect, it } from 'vitest'
import { marksOf, marksText } from '../../../src/renderer/deliveries/AttemptMarks.tsx'

it.each([
  ['nothing tried: the first attempt', { state: 'queued', attemptMarks: '', maxAttempts: 30 }, ['planned']],
  ['delivered: nothing planned', { state: 'delivered', attemptMarks: 'fd', maxAttempts: 30 }, ['f', 'd']],
  [
    'one attempt left',
    { state: 'retrying', attemptMarks: 'fif', maxAttempts: 3 },
    ['f', 'i', 'f', 'planned'],
  ],
  [
    'never gives up',
    { state: 'retrying', attemptMarks: 'f', maxAttempts: 0 },
    ['f', 'planned', 'planned', 'planned', 'planned'],
  ],
] as const)('%s', (_, row, marks) => {
  const attemptCount = row.attemptMarks.replaceAll('i', '').length
  expect(marksOf({ ...row, attemptCount })).toEqual(marks)
})

it('keeps the latest when there are too many', () => {
  const marks = marksOf({
    state: 'retrying',
    attemptMarks: 'f'.repeat(24),
    attemptCount: 24,
    maxAttempts: 30,
  })
  expect(marks).toHaveLength(15)
  expect(marks.filter((mark) => mark === 'planned')).toHaveLength(4)
})

it('says the same in words', () => {
  expect(marksText('')).toBe('Not attempted yet')
  expect(marksText('d')).toBe('1 attempt: 1 delivered')
  expect(marksText('ffid')).toBe('4 attempts: 2 failed, 1 interrupted, 1 delivered')
})
