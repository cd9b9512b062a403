/**
 * A filter of the delivery list as SQL, in two forms that must agree: conditions on the rows of `deliveries`, and the
 * same on `tallies`, which answers how many rows there are without reading them. A state is meant as it is seen: what is
 * on its way counts as `sending`, whatever its row says.
 */
import type { Database, Statement } from 'better-sqlite3'
import type { DeliveryFilter } from '../../shared/commands.ts'
import { shortestIdText } from '../../shared/limits.ts'
import { isWaiting } from './deliveries.ts'
import type { LeasesTable } from './leases.ts'
import type { StoredState } from './tallies.ts'

export interface Range {
  afterSeq: number
  upToSeq: number
}

/** A filter ready to be asked with; good until the next write. */
export interface PreparedFilter {
  /** One branch for each state that is asked for: an index answers each in order; at least one. */
  branches: string[]
  parameters: Record<string, unknown>
  /** How many rows it finds, all in all. */
  total: number
}

export interface DeliveryFilters {
  prepare(filter: DeliveryFilter): PreparedFilter
  /** Rows that the filter finds in a range of seqs; reads them. */
  count(filter: PreparedFilter, range: Range): number
  statement<R>(sql: string): Statement<[Record<string, unknown>], R>
}

const mostById = 1_000

export function deliveryFilters(database: Database, leases: LeasesTable): DeliveryFilters {
  const statements = new Map<string, Statement>()
  const statement = <R>(sql: string): Statement<[Record<string, unknown>], R> => {
    const prepared = statements.get(sql) ?? database.prepare(sql)
    statements.set(sql, prepared)
    return prepared as Statement<[Record<string, unknown>], R>
  }
  const byIdText = database
    .prepare<[Record<string, unknown>], number>(
      `SELECT seq FROM deliveries WHERE id >= @from AND id < @to
       UNION SELECT d.seq FROM events e JOIN deliveries d ON d.event_seq = e.seq WHERE e.event_id >= @from AND e.event_id < @to
       ORDER BY seq DESC LIMIT ${mostById}`,
    )
    .pluck()
  /** As it was typed, and in the small letters that UUIDs have. */
  const seqsByIdText = (text: string): number[] => {
    if (text.length < shortestIdText) return []
    const texts = new Set([text, text.toLowerCase()])
    return [...texts].flatMap((from) => byIdText.all({ from, to: `${from}\u{10ffff}` }))
  }

  const sum = (sql: string, parameters: Record<string, unknown>): number =>
    statement<{ count: number | null }>(sql).get(parameters)?.count ?? 0

  const textConditions = (filter: DeliveryFilter): { row: string; tally: string; parameters: object } => {
    if (!filter.text) return { row: '', tally: '', parameters: {} }
    const like = `%${filter.text.replaceAll(/[\\%_]/g, '\\$&')}%`
    return {
      row: `AND (${matchesText('d')} OR d.seq IN (SELECT value FROM json_each(@byId)))`,
      tally: `AND ${matchesText('t')}`,
      parameters: { text: like, byId: JSON.stringify(seqsByIdText(filter.text)) },
    }
  }

  return {
    statement,
    prepare(filter) {
      const text = textConditions(filter)
      const other = placeConditions(filter)
      const states = stateBranches(filter)
      const parameters = { ...other.parameters, ...text.parameters, ...states.parameters(leases) }
      const rowConditions = `${other.sql('d')} ${text.row}`
      const branches = states.branches.map((branch) => `${branch} ${rowConditions}`)
      let total = sum(
        `SELECT sum(t.count) AS count FROM tallies t WHERE ${states.tally} ${other.sql('t')} ${text.tally}`,
        parameters,
      )
      // Rows that an id found and their kind does not.
      if (filter.text)
        total += sum(
          `SELECT count(*) AS count FROM deliveries d WHERE d.seq IN (SELECT value FROM json_each(@byId))
             AND ${states.tally.replaceAll('t.', 'd.')} ${other.sql('d')} AND NOT ${matchesText('d')}`,
          parameters,
        )
      if (states.leased !== 0)
        total +=
          states.leased *
          sum(
            `SELECT count(*) AS count FROM deliveries d WHERE d.seq IN (SELECT value FROM json_each(@leased))
               AND d.next_attempt_at IS NOT NULL AND ${states.leased > 0 ? 'NOT ' : ''}(${states.tally.replaceAll('t.', 'd.')}) ${rowConditions}`,
            parameters,
          )
      return { branches, parameters, total }
    },
    count({ branches, parameters }, { afterSeq, upToSeq }) {
      return branches
        .map((branch) =>
          sum(
            `SELECT count(*) AS count FROM deliveries d WHERE d.seq > @afterSeq AND d.seq <= @upToSeq AND ${branch}`,
            { ...parameters, afterSeq, upToSeq },
          ),
        )
        .reduce((all, count) => all + count, 0)
    },
  }
}

/** Text is looked for in what many deliveries have in common, so in few rows. `table` has both seqs. */
function matchesText(table: string): string {
  return `(${table}.category_seq IN (SELECT seq FROM categories WHERE name LIKE @text ESCAPE '\\')
    OR ${table}.destination_seq IN (SELECT seq FROM destinations WHERE url LIKE @text ESCAPE '\\'))`
}

function placeConditions(filter: DeliveryFilter): {
  sql: (table: string) => string
  parameters: Record<string, unknown>
} {
  const parts: ((table: string) => string)[] = []
  const parameters: Record<string, unknown> = {}
  if (filter.category !== undefined) {
    parameters['category'] = filter.category
    parts.push((table) => `${table}.category_seq = (SELECT seq FROM categories WHERE name = @category)`)
  }
  if (filter.endpointId !== undefined) {
    parameters['endpointId'] = filter.endpointId
    const seq = '(SELECT seq FROM endpoints WHERE id = @endpointId)'
    parts.push((table) =>
      table === 't'
        ? `t.destination_seq IN (SELECT seq FROM destinations WHERE endpoint_seq = ${seq})`
        : `${table}.endpoint_seq = ${seq}`,
    )
  }
  return { sql: (table) => parts.map((part) => `AND ${part(table)}`).join(' '), parameters }
}

interface StateBranches {
  branches: string[]
  /** The same on `t.state`, as the rows say it. */
  tally: string
  /** What leased rows do to the count: -1, those among the asked states are not meant; 1, the others are meant too. */
  leased: -1 | 0 | 1
  parameters(leases: LeasesTable): Record<string, unknown>
}

function stateBranches({ states }: DeliveryFilter): StateBranches {
  const none = { branches: ['TRUE'], tally: 'TRUE', leased: 0 as const, parameters: () => ({}) }
  if (!states || states.length === 0) return none
  const stored = [...new Set(states)].filter((state): state is StoredState => state !== 'sending')
  const asksSending = states.includes('sending')
  const named = Object.fromEntries(stored.map((state, index) => [`state${index}`, state]))
  const list = stored.map((_state, index) => `@state${index}`)
  const isLeased = 'd.seq IN (SELECT value FROM json_each(@leased))'
  const branches = stored.map((state, index) =>
    isWaiting(state) ? `d.state = @state${index} AND NOT ${isLeased}` : `d.state = @state${index}`,
  )
  if (asksSending) branches.push(`${isLeased} AND d.next_attempt_at IS NOT NULL`)
  const touchesLeased = asksSending || stored.some(isWaiting)
  return {
    branches,
    tally: list.length > 0 ? `t.state IN (${list.join(', ')})` : 'FALSE',
    leased: asksSending ? 1 : touchesLeased ? -1 : 0,
    parameters: (leases) => (touchesLeased ? { ...named, leased: JSON.stringify(leases.current()) } : named),
  }
}
