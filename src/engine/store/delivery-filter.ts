/**
 * A filter of the delivery list as SQL, in two forms that must agree: branches on the rows of `deliveries`, of which an
 * index answers each in order, and a sum over `tallies`, which tells how many rows there are without reading them. A
 * state is meant as it is seen: what is on its way counts as `sending`, whatever its row says. Of a filter that is searched
 * (`isSearched`) the branches leave out texts other than names, and the tallies know nothing.
 */
import type { Database, Statement } from 'better-sqlite3'
import { type DeliveryFilter, looksInNames, searchedTexts } from '../../shared/filter.ts'
import { columnCondition } from './delivery-columns.ts'
import { isWaiting } from './delivery-heads.ts'
import { type FoundText, textFinder } from './delivery-text.ts'
import type { LeasesTable } from './leases.ts'
import type { StoredState } from './tallies.ts'

export interface Range {
  afterSeq: number
  upToSeq: number
}

/** A filter ready to be asked with; good until the next write. */
export interface PreparedFilter {
  /** Conditions on `deliveries d`; a row belongs to the filter when one of them holds. At least one. */
  branches: string[]
  parameters: Record<string, unknown>
  /** How many rows it finds, all in all; not of one that is searched. */
  total(): number
  /** Whether a row has the text in a name, where it may have it elsewhere too; an expression on `d`. */
  named: string
  /** The states that it asks for, when it asks for nothing else and no leased row can matter; null otherwise. */
  onlyStates: StoredState[] | 'all' | null
}

export interface DeliveryFilters {
  prepare(filter: DeliveryFilter): PreparedFilter
  /** Rows that the filter finds in a range of seqs; reads them. */
  count(filter: Pick<PreparedFilter, 'branches' | 'parameters'>, range: Range): number
  statement<R>(sql: string): Statement<[Record<string, unknown>], R>
}

/** Different filters are few; their parameters vary. */
const mostStatements = 500

export function deliveryFilters(database: Database, leases: LeasesTable): DeliveryFilters {
  const findText = textFinder(database)
  const statements = new Map<string, Statement>()
  const statement = <R>(sql: string): Statement<[Record<string, unknown>], R> => {
    if (statements.size >= mostStatements) statements.clear()
    const prepared = statements.get(sql) ?? database.prepare(sql)
    statements.set(sql, prepared)
    return prepared as Statement<[Record<string, unknown>], R>
  }
  const sum = (sql: string, parameters: Record<string, unknown>): number =>
    statement<{ count: number | null }>(sql).get(parameters)?.count ?? 0

  /** From the tallies, and from the few rows that they do not tell apart. */
  const tallied = (parts: FilterParts): number => {
    const { states, place, text, parameters } = parts
    let total = sum(
      `SELECT sum(t.count) AS count FROM tallies t WHERE ${states.stored('t')} ${place('t')} ${text?.kinds('t') ?? ''}`,
      parameters,
    )
    if (text && text.byId.length > 0) {
      // Rows that an id found and their kind does not.
      const rows = 'json_each(@byId) found CROSS JOIN deliveries d ON d.seq = found.value'
      const others = `${states.stored('d')} ${place('d')} AND NOT (TRUE ${text.kinds('d')})`
      total += sum(`SELECT count(*) AS count FROM ${rows} WHERE ${others}`, parameters)
    }
    if (states.leased === 0 || leases.current().length === 0) return total
    const rows = 'json_each(@leased) lease CROSS JOIN deliveries d ON d.seq = lease.value'
    const asked = `${states.leased > 0 ? 'NOT ' : ''}(${states.stored('d')})`
    const ofText = text ? `AND (${text.rows('d')})` : ''
    const where = `d.next_attempt_at IS NOT NULL AND ${asked} ${place('d')} ${ofText}`
    return total + states.leased * sum(`SELECT count(*) AS count FROM ${rows} WHERE ${where}`, parameters)
  }

  return {
    statement,
    prepare(filter) {
      const states = statesOf(filter, leases)
      const text = filter.text && looksInNames(filter) ? findText(filter.text) : null
      const { sql: place, parameters: ofPlace } = placeOf(filter)
      const columns = columnCondition(filter)
      const parameters = { ...ofPlace, ...columns.parameters, ...text?.parameters, ...states.parameters }
      const isElsewhere = searchedTexts(filter).length > 0
      const textBranches = text && !isElsewhere ? text.branches : ['TRUE']
      const branches = states.branches.flatMap(({ sql, isList }) =>
        textBranches.map((branch) => `${sql} AND ${branch} ${place(isList ? '+d' : 'd')}${columns.sql}`),
      )
      const isPlain = !text && columns.sql === '' && Object.keys(ofPlace).length === 0
      const isSettled = states.leased === 0 || leases.current().length === 0
      return {
        branches,
        parameters,
        total: () =>
          filter.replays === undefined && filter.imported === undefined
            ? tallied({ states, place, text, parameters })
            : this.count({ branches, parameters }, { afterSeq: 0, upToSeq: Number.MAX_SAFE_INTEGER }),
        named: text && isElsewhere ? `(${text.rows('d')})` : 'FALSE',
        onlyStates: isPlain && isSettled ? states.asked : null,
      }
    },
    count({ branches, parameters }, { afterSeq, upToSeq }) {
      const rows = branches.map(
        (branch) =>
          `SELECT d.seq FROM deliveries d WHERE d.seq > @afterSeq AND d.seq <= @upToSeq AND ${branch}`,
      )
      return sum(`SELECT count(*) AS count FROM (${rows.join(' UNION ')})`, {
        ...parameters,
        afterSeq,
        upToSeq,
      })
    },
  }
}

interface FilterParts {
  states: States
  place: (table: string) => string
  text: FoundText | null
  parameters: Record<string, unknown>
}

/** `+d` keeps the planner from the indexes of these columns: the rows are few and named already. */
function placeOf(filter: DeliveryFilter): {
  sql: (table: string) => string
  parameters: Record<string, unknown>
} {
  const { category, endpointId, replays, imported } = filter
  const parts: ((table: string) => string)[] = []
  const parameters: Record<string, unknown> = {}
  if (category !== undefined) {
    parameters['category'] = category
    parts.push((table) => `${table}.category_seq = (SELECT seq FROM categories WHERE name = @category)`)
  }
  if (endpointId !== undefined) {
    parameters['endpointId'] = endpointId
    const seq = '(SELECT seq FROM endpoints WHERE id = @endpointId)'
    parts.push((table) =>
      table === 't'
        ? `t.destination_seq IN (SELECT seq FROM destinations WHERE endpoint_seq = ${seq})`
        : `${table}.endpoint_seq = ${seq}`,
    )
  }
  if (replays) {
    // No tally knows them: they are counted row by row, in the span of the job that made them.
    Object.assign(parameters, replays)
    parts.push(
      (table) => `${table}.seq >= @firstSeq AND ${table}.seq <= @lastSeq AND ${table}.replay_of IS NOT NULL`,
    )
  }
  if (imported) {
    Object.assign(parameters, { firstImported: imported.firstSeq, lastImported: imported.lastSeq })
    parts.push((table) => `${table}.seq >= @firstImported AND ${table}.seq <= @lastImported`)
  }
  return { sql: (table) => parts.map((part) => `AND ${part(table)}`).join(' '), parameters }
}

interface States {
  /** `isList`: the rows are named by their seqs. */
  branches: { sql: string; isList: boolean }[]
  /** The same on a table that has the stored state. */
  stored: (table: string) => string
  /** What leased rows do to the count: -1, those among the asked states are not meant; 1, the others are meant too. */
  leased: -1 | 0 | 1
  parameters: Record<string, unknown>
  asked: StoredState[] | 'all' | null
}

function statesOf({ states }: DeliveryFilter, leases: LeasesTable): States {
  if (!states || states.length === 0) {
    const branches = [{ sql: 'TRUE', isList: false }]
    return { branches, stored: () => 'TRUE', leased: 0, parameters: {}, asked: 'all' }
  }
  const stored = [...new Set(states)].filter((state): state is StoredState => state !== 'sending')
  const asksSending = states.includes('sending')
  const isLeased = 'd.seq IN (SELECT value FROM json_each(@leased))'
  const branches = stored.map((state, index) => ({
    sql: isWaiting(state) ? `d.state = @state${index} AND NOT ${isLeased}` : `d.state = @state${index}`,
    isList: false,
  }))
  if (asksSending) branches.push({ sql: `${isLeased} AND +d.next_attempt_at IS NOT NULL`, isList: true })
  const touchesLeased = asksSending || stored.some(isWaiting)
  const names = stored.map((_state, index) => `@state${index}`)
  return {
    branches,
    stored: (table) => (names.length > 0 ? `${table}.state IN (${names.join(', ')})` : 'FALSE'),
    leased: asksSending ? 1 : touchesLeased ? -1 : 0,
    parameters: {
      ...Object.fromEntries(stored.map((state, index) => [`state${index}`, state])),
      ...(touchesLeased ? { leased: JSON.stringify(leases.current()) } : {}),
    },
    asked: asksSending ? null : stored,
  }
}
