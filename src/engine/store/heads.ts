/**
 * The table `head_templates`: heads of requests and responses, each once (see head-template.ts). A head becomes a
 * template when it comes up a second time, so that heads with something unique in them stay texts of their own.
 */
import type { Database } from 'better-sqlite3'
import { abstract, fill, type HeadFacts, piecesOf } from '../head-template.ts'

/** What an attempt's row holds: the number of a template, or the head itself. */
export type StoredHead = number | string

export interface HeadsTable {
  /** `origin` tells which heads are alike: the one stored last for it is tried first. */
  put(head: string, origin: string, facts: HeadFacts): StoredHead
  text(stored: StoredHead, facts: HeadFacts): string
  /** Forgets what it remembers: a rollback may have taken some of it away. */
  forget(): void
}

/** Never removed, so there is an end to them; heads that come later are stored as they are. About 4 MB. */
const mostTemplates = 10_000
const mostRemembered = 2_000

interface Template {
  seq: number
  pieces: string[]
}

export function headsTable(database: Database): HeadsTable {
  const find = database.prepare<[string], { seq: number }>(
    'SELECT seq FROM head_templates WHERE template = ?',
  )
  const insert = database.prepare<[string, number], { seq: number }>(
    `INSERT INTO head_templates (template) SELECT ? WHERE (SELECT coalesce(max(seq), 0) FROM head_templates) < ? RETURNING seq`,
  )
  const get = database.prepare<[number], { template: string }>(
    'SELECT template FROM head_templates WHERE seq = ?',
  )
  const latest = new Map<string, Template>()
  /** Templates that came up; null after the first time. */
  const known = new Map<string, Template | null>()
  const bySeq = new Map<number, string[]>()

  const forget = (): void => {
    latest.clear()
    known.clear()
    bySeq.clear()
  }

  const templateOf = (head: string, facts: HeadFacts): Template | null => {
    const template = abstract(head, facts)
    if (template === null) return null
    const before = known.get(template)
    if (before) return before
    if (known.size >= mostRemembered) forget()
    if (before === undefined) {
      known.set(template, null)
      return null
    }
    const row = find.get(template) ?? insert.get(template, mostTemplates)
    if (!row) return null
    const made = { seq: row.seq, pieces: piecesOf(template) }
    known.set(template, made)
    return made
  }

  return {
    put(head, origin, facts) {
      if (head === '') return head
      const last = latest.get(origin)
      if (last && fill(last.pieces, facts) === head) return last.seq
      const template = templateOf(head, facts)
      if (!template || fill(template.pieces, facts) !== head) return head
      latest.set(origin, template)
      return template.seq
    },
    text(stored, facts) {
      if (typeof stored === 'string') return stored
      let pieces = bySeq.get(stored)
      if (!pieces) {
        pieces = piecesOf(get.get(stored)?.template ?? '')
        bySeq.set(stored, pieces)
      }
      return fill(pieces, facts)
    },
    forget,
  }
}
