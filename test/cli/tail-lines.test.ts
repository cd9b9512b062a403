/** Which of the feed becomes a line, and how it looks on a terminal. */
import { expect, it } from 'vitest'
import { createPaint } from '../../src/cli/paint.ts'
import { columnsOf } from '../../src/cli/printable.ts'
import { createTail, type TailFilter, tailJson, tailText } from '../../src/cli/tail-lines.ts'
import type { FeedEvent } from '../../src/shared/events.ts'
import type { DeliveryRow } from '../../src/shared/model.ts'

const row: DeliveryRow = {
  seq: 1,
  id: '01a20a80-3531-701e-a85b-9fd114f28e45',
  eventId: 'e',
  category: 'order.created',
  url: 'http://localhost:3000/hooks\u001B[31m',
  method: 'POST',
  state: 'queued',
  heldBy: null,
  attemptCount: 0,
  maxAttempts: 0,
  retrySchedule: [],
  nextAttemptAt: 1,
  createdAt: 0,
  updatedAt: 0,
  replayOf: null,
  endpointId: 'shop',
  lastStatusCode: null,
  lastErrorCode: null,
  lastTotalMs: null,
  attemptMarks: '',
}
const everything: TailFilter = { states: undefined, category: undefined, endpointId: undefined }
const changed = (...rows: DeliveryRow[]): FeedEvent => ({ name: 'deliveries.changed', rows })

it('says once how a delivery stands, and nothing while it is only on its way', () => {
  const linesOf = createTail(everything)
  const sending: DeliveryRow = { ...row, state: 'sending', nextAttemptAt: null }
  const delivered: DeliveryRow = { ...row, state: 'delivered', attemptCount: 1, nextAttemptAt: null }
  expect(linesOf([changed(row, sending)])).toEqual([{ row }])
  expect(linesOf([changed(row)])).toEqual([])
  expect(linesOf([changed(delivered), changed(delivered)])).toEqual([{ row: delivered }])
  expect(linesOf([{ name: 'deliveries.flooded', changed: 1_000 }])).toEqual([{ flooded: 1_000 }])
})

it('leaves out what the filter does not find', () => {
  const rows = [row, { ...row, id: '2', category: 'other' }, { ...row, id: '3', endpointId: 'x' }]
  const ids = (filter: Partial<TailFilter>): string[] =>
    createTail({ ...everything, ...filter })([changed(...rows)]).map((line) =>
      'row' in line ? line.row.id : '',
    )
  expect(ids({ category: 'other' })).toEqual(['2'])
  expect(ids({ endpointId: 'shop' })).toEqual([row.id, '2'])
  expect(ids({ states: ['failed'] })).toEqual([])
})

it('fits the terminal, in colour only there', () => {
  const failed: DeliveryRow = {
    ...row,
    state: 'failed',
    lastErrorCode: 'timeout_response',
    lastTotalMs: 30_000,
  }
  const plain = createPaint({ isTTY: false })
  const wide = tailText({ row: failed }, { paint: plain, width: null })
  expect(wide.slice(8)).toBe(
    '  ✗ failed     timeout_response  30000 ms  order.created             http://localhost:3000/hooks\\x1b[31m',
  )
  expect(columnsOf(tailText({ row: failed }, { paint: plain, width: 60 }))).toBe(60)
  const coloured = tailText({ row: failed }, { paint: createPaint({ isTTY: true }, {}), width: 200 })
  expect(coloured).toContain('\u001B[31m✗ failed   \u001B[39m')
  expect(tailText({ flooded: 1_000 }, { paint: plain, width: 60 })).toBe(
    '… 1,000 changed at once, too many to list',
  )
  expect(tailJson({ flooded: 1_000 })).toEqual({ flooded: 1_000 })
})
