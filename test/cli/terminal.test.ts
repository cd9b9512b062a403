/** What a terminal gets: a table that fits, colours only where they are wanted, no control characters from outside. */
import { describe, expect, it } from 'vitest'
import { deliveryTable } from '../../src/cli/delivery-table.ts'
import { createPaint } from '../../src/cli/paint.ts'
import { columnsOf, cutTo, printable, printableLine } from '../../src/cli/printable.ts'
import type { DeliveryRow } from '../../src/shared/model.ts'

const row: DeliveryRow = {
  seq: 1,
  id: '01a20a80-3531-701e-a85b-9fd114f28e45',
  eventId: '01a20a80-3531-701e-a85b-9fd114f28e46',
  category: 'invoice.payment_action_required',
  url: 'https://hooks.example.com/services/a/very/long/path/of/it',
  method: 'POST',
  state: 'retrying',
  heldBy: null,
  attemptCount: 2,
  maxAttempts: 0,
  retrySchedule: ['5s'],
  nextAttemptAt: 1,
  createdAt: 0,
  updatedAt: 0,
  replayOf: null,
  endpointId: 'e',
  lastStatusCode: null,
  lastErrorCode: 'timeout_response',
  lastTotalMs: 1,
  attemptMarks: 'ff',
}
const plain = createPaint({ isTTY: false })

describe('the table', () => {
  it.each([48, 60, 80, 100, 120, 160, 200])(
    'fits a terminal of %i columns, with whole ids and states',
    (width) => {
      const rows = [row, { ...row, category: '注文が作成されました', state: 'delivered' as const }]
      const lines = deliveryTable(rows, { width, paint: plain }).split('\n')
      for (const line of lines) expect(columnsOf(line), line).toBeLessThanOrEqual(width)
      expect(lines[1]).toContain(`${row.id}  retrying`)
      expect(lines[2]).toContain(`${row.id}  delivered`)
    },
  )

  it('leaves out and cuts nothing in a pipe', () => {
    const table = deliveryTable([row], { width: null, paint: plain })
    for (const text of [row.category, row.url, '2/∞', 'timeout_response', 'CREATED'])
      expect(table).toContain(text)
  })

  it('keeps columns aligned when it is coloured', () => {
    const coloured = deliveryTable([row], { width: 120, paint: createPaint({ isTTY: true }, {}) })
    // oxlint-disable-next-line no-control-regex
    expect(coloured.replace(/\u001B\[\d+m/g, '')).toBe(deliveryTable([row], { width: 120, paint: plain }))
    expect(coloured).toContain('\u001B[33mretrying\u001B[39m')
  })
})

it.each([
  ['a pipe', false, {}],
  ['NO_COLOR', true, { NO_COLOR: '1' }],
  ['a dumb terminal', true, { TERM: 'dumb' }],
])('no colours for %s', (_what, isTTY, env) => {
  expect(createPaint({ isTTY }, env)('red', 'x')).toBe('x')
})

it('escapes what could steer a terminal, and keeps lines and tabs of a body', () => {
  expect(printable('a\r\n\tb\u001B[31m\u009B\u0007\u202E')).toBe('a\n\tb\\x1b[31m\\x9b\\x07\\u202e')
  expect(printableLine('a\nb\tc')).toBe('a\\x0ab\\x09c')
})

it('cuts by columns, never within a character', () => {
  expect(cutTo('abcdef', 4)).toBe('abc…')
  expect(cutTo('注文作成', 5)).toBe('注文…')
  expect(cutTo('👩‍👩‍👧x👩‍👩‍👧', 4)).toBe('👩‍👩‍👧x…')
})
