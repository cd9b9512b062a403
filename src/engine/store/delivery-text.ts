/**
 * A text of the delivery list's filter: part of a category or a URL, or the beginning of an id. Categories and URLs stand
 * once each, so few rows are looked through; what they lead to is found by index where they are few.
 */
import type { Database } from 'better-sqlite3'
import { shortestIdText } from '../../shared/limits.ts'
import { inList } from './delivery-columns.ts'

export interface FoundText {
  /** Conditions on `deliveries d`, each in index order; at least one. */
  branches: string[]
  /** Whether a row of a table with category and destination is of a kind that has the text; begins with `AND`. */
  kinds(table: string): string
  /** Whether a row of deliveries has it, by its kind or its id. */
  rows(table: string): string
  byId: number[]
  parameters: Record<string, unknown>
}

/** An id that is pasted whole finds one; more than these were not meant. */
const mostById = 1_000
/** So many categories and endpoints are asked one by one; more are common enough to be met on the way. */
const mostBranches = 8

export function textFinder(database: Database): (text: string) => FoundText {
  const categories = database
    .prepare<[string], number>("SELECT seq FROM categories WHERE name LIKE ? ESCAPE '\\'")
    .pluck()
  const destinations = database.prepare<[string], { seq: number; endpointSeq: number }>(
    "SELECT seq, endpoint_seq AS endpointSeq FROM destinations WHERE url LIKE ? ESCAPE '\\'",
  )
  const byIdText = database
    .prepare<[Record<string, unknown>], number>(
      `SELECT seq FROM deliveries WHERE id >= @from AND id < @to
       UNION SELECT d.seq FROM events e CROSS JOIN deliveries d ON d.event_seq = e.seq
       WHERE e.event_id >= @from AND e.event_id < @to
       ORDER BY seq DESC LIMIT ${mostById}`,
    )
    .pluck()

  /** As it was typed, and in the small letters that UUIDs have. */
  const seqsById = (text: string): number[] => {
    if (text.length < shortestIdText) return []
    const texts = new Set([text, text.toLowerCase()])
    return [...texts].flatMap((from) => byIdText.all({ from, to: `${from}\u{10ffff}` }))
  }

  return (text) => {
    const like = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`
    const ofCategory = categories.all(like)
    const ofUrl = destinations.all(like)
    const byId = seqsById(text)
    const kinds = (table: string): string =>
      `(${inList(`${table}.category_seq`, 'textCategories')} OR ${inList(`${table}.destination_seq`, 'textDestinations')})`
    const endpointSeqs = [...new Set(ofUrl.map(({ endpointSeq }) => endpointSeq))]
    const branches =
      ofCategory.length + endpointSeqs.length > mostBranches
        ? [kinds('d')]
        : [
            ...ofCategory.map((seq) => `d.category_seq = ${seq}`),
            ...endpointSeqs.map(
              (seq) => `d.endpoint_seq = ${seq} AND ${inList('+d.destination_seq', 'textDestinations')}`,
            ),
          ]
    if (byId.length > 0) branches.push(inList('d.seq', 'byId'))
    return {
      branches: branches.length > 0 ? branches : ['FALSE'],
      kinds: (table) => `AND ${kinds(table)}`,
      rows: (table) => `${kinds(table)} OR ${inList(`${table}.seq`, 'byId')}`,
      byId,
      parameters: {
        textCategories: JSON.stringify(ofCategory),
        textDestinations: JSON.stringify(ofUrl.map(({ seq }) => seq)),
        byId: JSON.stringify(byId),
      },
    }
  }
}
