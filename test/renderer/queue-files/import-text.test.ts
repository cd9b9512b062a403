import { expect, it } from 'vitest'
import {
  badText,
  formatText,
  placeText,
  problemsNote,
  problemsText,
  reportText,
  statesIn,
} from '../../../src/renderer/queue-files/import-text.ts'
import { reportOf } from './reports.ts'

it.each([
  [{}, '1,204 imported, 3 known, 2 lines bad'],
  [{ known: 0, bad: 0 }, '1,204 imported'],
  [{ bad: 1 }, '1,204 imported, 3 known, 1 line bad'],
  [{ undone: true, known: 0, bad: 0 }, '0 imported'],
  [{ made: null, taken: 0, bad: 0 }, '0 imported, 3 known'],
])('says what came of it: %o', (changes, text) => {
  expect(reportText(reportOf(changes))).toBe(text)
})

it('counts lines only in files that have some', () => {
  expect(badText(reportOf({ format: 'bbolt' }))).toBe('2 entries bad')
})

it('names the format, and nothing before it is known', () => {
  expect(formatText(reportOf({ compressed: true }))).toBe('JSON Lines, zstd')
  expect(formatText(reportOf({ format: null }))).toBe('')
})

it('lists the states in the order of the table', () => {
  expect(statesIn(reportOf()).map(({ state }) => state)).toEqual(['held', 'delivered'])
})

it('says where a problem stands, and copies them a line each', () => {
  const problem = { line: 1_012, place: 'line 1012', code: 'json_invalid', message: 'It is not JSON.' }
  expect(placeText({ ...problem, place: 'line' })).toBe('line 1,012')
  expect(placeText({ ...problem, place: 'key 01932' })).toBe('key 01932')
  expect(problemsText('a.jsonl', [problem])).toBe('a.jsonl, line 1012: It is not JSON.')
  expect(problemsNote(reportOf({ bad: 1_500, problems: [problem] }))).toBe('The first 1 of 1,500.')
  expect(problemsNote(reportOf({ bad: 1, problems: [problem] }))).toBe('')
})
