/**
 * The parts of a filter that no index and no tally knows, as a condition on `deliveries d`: what the latest attempt came to,
 * and when something happened. Rows have to be looked at for them: see `delivery-search.ts`.
 */
import { answerRanges, type DeliveryFilter } from '../../shared/filter.ts'

export interface ColumnCondition {
  /** Begins with `AND`; empty where the filter asks for none of these. */
  sql: string
  parameters: Record<string, unknown>
}

export function columnCondition(filter: DeliveryFilter): ColumnCondition {
  const parts: string[] = []
  const parameters: Record<string, unknown> = {}
  const { answers = [], acceptedFrom, acceptedUntil, attemptedFrom, attemptedUntil } = filter
  if (answers.length > 0) {
    const { classes, codes, errors } = answerRanges(answers)
    const ranges = classes.map(({ from, to }) => `d.last_status_code BETWEEN ${from} AND ${to}`)
    parts.push(
      `(${[...ranges, inList('d.last_status_code', 'codes'), inList('d.last_error_code', 'errors')].join(' OR ')})`,
    )
    parameters['codes'] = JSON.stringify(codes)
    parameters['errors'] = JSON.stringify(errors)
  }
  if (acceptedFrom !== undefined) parts.push('d.created_at >= @acceptedFrom')
  if (acceptedUntil !== undefined) parts.push('d.created_at < @acceptedUntil')
  if (attemptedFrom !== undefined || attemptedUntil !== undefined) {
    const from = attemptedFrom === undefined ? '' : 'AND a.started_at >= @attemptedFrom'
    const until = attemptedUntil === undefined ? '' : 'AND a.started_at < @attemptedUntil'
    parts.push(`EXISTS (SELECT 1 FROM attempts a WHERE a.delivery_seq = d.seq ${from} ${until})`)
  }
  Object.assign(parameters, given({ acceptedFrom, acceptedUntil, attemptedFrom, attemptedUntil }))
  return { sql: parts.map((part) => ` AND ${part}`).join(''), parameters }
}

export function inList(column: string, list: string): string {
  return `${column} IN (SELECT value FROM json_each(@${list}))`
}

function given(values: Record<string, number | undefined>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}
