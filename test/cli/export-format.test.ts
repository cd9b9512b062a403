/** The ending of a file says what is exported to it. */
import { expect, it } from 'vitest'
import { formatOf } from '../../src/cli/export-format.ts'

it.each([
  ['queue.jsonl', 'jsonl'],
  ['/a/b.c/QUEUE.JSONL.ZST', 'jsonl.zst'],
  ['calls.har', 'har'],
  ['calls.sh', 'curl'],
  ['calls.csv', 'csv'],
  ['queue', 'jsonl'],
  ['.hidden', 'jsonl'],
  ['-', 'jsonl'],
  ['C:\\a.b\\queue', 'jsonl'],
])('%s is %s', (file, format) => {
  expect(formatOf(file)).toBe(format)
})

it.each(['queue.json', 'queue.zst', 'queue.csv.gz'])('%s is a mistake', (file) => {
  expect(() => formatOf(file)).toThrow(/--format/)
})
