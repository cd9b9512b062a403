/** CSV files as spreadsheets read them. */
import { expect, it } from 'vitest'
import { writeCsv } from '../../../src/engine/queue-files/write-csv.ts'
import { written } from '../../support/queue-files/exported.ts'

/** RFC 4180, section 2, read strictly: the cells of each line. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y
    cell.lastIndex = at
    const match = cell.exec(text)
    if (!match) throw new Error(`no cell at ${at}: ${JSON.stringify(text.slice(at, at + 40))}`)
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
    if (match[3] !== ',') {
      rows.push(row)
      row = []
    }
    at += match[0].length
  }
  return rows
}

/** Each delivery by the names of the columns. */
function rowsOf(text: string): Record<string, string>[] {
  const [names = [], ...rows] = parseCsv(text)
  return rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? ''])))
}

it('a line for each delivery, times in UTC, nothing where nothing is known', () => {
  const text = written(writeCsv(), [{}, { seq: 2, state: 'retrying', nextAttemptAt: Date.UTC(2027, 0, 1) }])
  expect(text.split('\r\n')).toHaveLength(4)
  const [first, second] = rowsOf(text)
  expect(first).toMatchObject({
    seq: '1',
    category: 'order.created',
    state: 'delivered',
    accepted_at: '2026-11-24T14:03:20.123Z',
    next_attempt_at: '',
    last_status: '200',
    endpoint: '',
    data_bytes: '7',
  })
  expect(second).toMatchObject({ seq: '2', state: 'retrying', next_attempt_at: '2027-01-01T00:00:00.000Z' })
})

it.each(['a,b', 'say "x"', 'a\r\nb', '"', ' a ', '', ',', 'Zoë 📦', 'a=1', "it's"])(
  '%j comes back',
  (category) => {
    expect(rowsOf(written(writeCsv(), [{ category }]))[0]).toMatchObject({ category })
  },
)

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://x","a")', '＝1'])(
  '%j is no formula',
  (category) => {
    expect(rowsOf(written(writeCsv(), [{ category }]))[0]).toMatchObject({ category: `'${category}` })
  },
)

it('without deliveries it is the names of the columns', () => {
  expect(parseCsv(written(writeCsv(), []))).toHaveLength(1)
})
