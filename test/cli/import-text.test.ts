/** What an import says to people. */
import { expect, it } from 'vitest'
import { importText, type ShownImport } from '../../src/cli/import-text.ts'
import { createPaint } from '../../src/cli/paint.ts'
import type { ImportReport } from '../../src/shared/queue-file.ts'

const plain = createPaint({ isTTY: false })
const report: ImportReport = {
  file: '/q.db',
  dryRun: false,
  format: 'bbolt',
  compressed: false,
  bucket: 'webhook_events',
  buckets: ['webhook_events', 'old'],
  found: 1_500,
  taken: 1_498,
  known: 2,
  bad: 150,
  problems: [
    { line: 3, place: 'key 0193\u001B', code: 'url_invalid', message: 'The URL is none.' },
    { line: 9, place: 'entry', code: 'url_invalid', message: 'The URL is\nnone.' },
  ],
  states: { held: 1_398, delivered: 100 },
  origins: [
    { origin: 'https://shop.example', count: 1_400 },
    { origin: 'http://localhost:3000', count: 100 },
    ...Array.from({ length: 10 }, (_, index) => ({ origin: `http://h${index}`, count: 1 })),
  ],
  newEndpoints: ['shop', 'billing'],
  redacted: 7,
  made: { firstSeq: 1, lastSeq: 1_498 },
  undone: false,
}
const shown: ShownImport = { report, state: 'done', knownGetNewIds: false, instead: null }

it('aligns what was found, and names what is wrong', () => {
  const lines = importText(shown, plain).split('\n')
  expect(lines.slice(0, 10)).toEqual([
    'Imported 1,498 of 1,500 deliveries.',
    '  format   bbolt, bucket webhook_events, not old',
    '  found    1,500',
    '  taken    1,498',
    '  known    2, left out',
    '  bad      150',
    '  redacted 7, with *** in place of a secret',
    '  states   1,398 held, 100 delivered',
    '  goes to  https://shop.example   1,400',
    '           http://localhost:3000    100',
  ])
  expect(lines.slice(-5)).toEqual([
    '           and 2 more',
    '  made     endpoints shop, billing',
    '  key 0193\\x1b  The URL is none.',
    '  entry 9  The URL is\\x0anone.',
    '  … and 148 more',
  ])
})

it.each<[what: string, change: Partial<ShownImport>, head: string]>([
  [
    'a dry run',
    { report: { ...report, dryRun: true } },
    '1,498 of 1,500 deliveries would be imported. Nothing',
  ],
  ['a stopped one', { state: 'stopped' }, 'Stopped. Imported 1,498 of 1,500 deliveries. They stay.'],
  ['a failed one', { state: 'failed' }, 'It went no further. Imported 1,498 of 1,500 deliveries. They stay.'],
  [
    'one that was taken back',
    { state: 'stopped', report: { ...report, undone: true } },
    'Stopped. What was imported is removed again.',
  ],
])('says what became of %s', (_what, change, head) => {
  expect(importText({ ...shown, ...change }, plain).startsWith(head)).toBe(true)
})
