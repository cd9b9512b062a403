import { expect, it } from 'vitest'
import { byDay, chosenLines, lineText } from '../../../src/renderer/log/log-lines.ts'
import type { LogLine } from '../../../src/shared/log.ts'

const line: LogLine = {
  at: Date.UTC(2026, 10, 24, 14, 3, 20, 125),
  level: 'info',
  message: 'A delivery failed for good.',
  error: null,
  facts: { host: 'localhost:3000', attempt: 2, note: '', status: null },
}
const lines: LogLine[] = [
  { ...line, level: 'debug', message: 'Attempt 1' },
  line,
  { ...line, level: 'error', message: 'Defect', error: 'Error: Oh\n    at here' },
]
const messages = (choice: Parameters<typeof chosenLines>[1]): string[] =>
  chosenLines(lines, choice).map(({ message }) => message)

it('chooses a level and what is worse', () => {
  expect(messages({ level: 'debug', text: '' })).toHaveLength(3)
  expect(messages({ level: 'warn', text: '' })).toEqual(['Defect'])
})

it('finds text in the message, the facts and the error', () => {
  expect(messages({ level: 'debug', text: ' FOR GOOD ' })).toEqual(['A delivery failed for good.'])
  expect(messages({ level: 'debug', text: 'at here' })).toEqual(['Defect'])
  expect(messages({ level: 'debug', text: 'attempt=2' })).toHaveLength(3)
})

it('reads as one line, with the facts that say something', () => {
  expect(lineText(line)).toBe(
    '2026-11-24T14:03:20.125Z info A delivery failed for good. host=localhost:3000 attempt=2',
  )
})

it('begins a new day at midnight, local', () => {
  const at = (day: number, hour: number): LogLine => ({
    ...line,
    at: new Date(2026, 10, day, hour).getTime(),
  })
  const days = byDay([at(23, 0), at(23, 23), at(24, 0)])
  expect(days.map((day) => [new Date(day.at).getDate(), day.lines.length])).toEqual([
    [23, 2],
    [24, 1],
  ])
})
