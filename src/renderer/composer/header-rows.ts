/**
 * Headers while a person edits them: rows with an identity of their own, so that a row keeps its focus when others
 * come and go. Rows with neither name nor value are not sent; every place that the engine names counts sent ones.
 */
import type { HeaderList } from '../../shared/model.ts'

export interface HeaderRow {
  /** Unique in its list; never sent. */
  key: number
  name: string
  value: string
}

export function rowsOf(headers: HeaderList): HeaderRow[] {
  return headers.map(([name, value], key) => ({ key, name, value }))
}

export function headersOf(rows: readonly HeaderRow[]): HeaderList {
  return rows.filter((row) => !isBlank(row)).map(({ name, value }) => [name, value])
}

/** The place among the rows of the header that is sent as number `sent` (0-based); -1 when there is none. */
export function rowIndexOf(rows: readonly HeaderRow[], sent: number): number {
  let seen = -1
  return rows.findIndex((row) => {
    if (!isBlank(row)) seen += 1
    return !isBlank(row) && seen === sent
  })
}

export function addRow(rows: readonly HeaderRow[], row: Omit<HeaderRow, 'key'>): HeaderRow[] {
  return [...rows, { ...row, key: nextKey(rows) }]
}

export function setRow(rows: readonly HeaderRow[], index: number, change: Partial<HeaderRow>): HeaderRow[] {
  return rows.map((row, at) => (at === index ? { ...row, ...change, key: row.key } : row))
}

export function removeRow(rows: readonly HeaderRow[], index: number): HeaderRow[] {
  return rows.toSpliced(index, 1)
}

/** Moves a row by `step` places; at either end nothing happens. The order is the order on the wire. */
export function moveRow(rows: readonly HeaderRow[], index: number, step: number): HeaderRow[] {
  const row = rows[index]
  const target = index + step
  if (!row || target < 0 || target >= rows.length) return [...rows]
  return rows.toSpliced(index, 1).toSpliced(target, 0, row)
}

/**
 * Pasted `Name: value` lines as rows in the place of row `index` (or after the last); null when the text is not
 * that, so that it is pasted as it is. Request lines and `-H '…'` of a copied cURL command are read too.
 */
export function pasteRows(rows: readonly HeaderRow[], index: number, text: string): HeaderRow[] | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const parsed = lines.map(parseLine)
  const complete = parsed.filter((header) => header !== null)
  if (complete.length === 0 || complete.length < lines.length) return null
  const key = nextKey(rows)
  const added = complete.map((header, offset) => ({ ...header, key: key + offset }))
  return rows.toSpliced(index, 1, ...added)
}

function parseLine(line: string): Omit<HeaderRow, 'key'> | null {
  const bare = line
    .trim()
    .replace(/\s*\\$/, '')
    .replace(/^(?:-H|--header)\s+(['"])(.*)\1$/, '$2')
  const match = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):(.*)$/.exec(bare)
  // `http://…` has the shape of a header and is none.
  return match && !match[2]?.startsWith('//')
    ? { name: match[1] ?? '', value: (match[2] ?? '').trim() }
    : null
}

/** The names, for a folded section. */
export function headersSummary(rows: readonly HeaderRow[]): string {
  const headers = headersOf(rows)
  return headers.length === 0 ? 'Only the usual ones' : headers.map(([name]) => name).join(', ')
}

function isBlank(row: HeaderRow): boolean {
  return row.name === '' && row.value === ''
}

/** The key that the next added row will have. */
export function nextKey(rows: readonly HeaderRow[]): number {
  return rows.reduce((largest, row) => Math.max(largest, row.key), -1) + 1
}
