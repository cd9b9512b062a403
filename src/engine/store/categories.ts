/** The table `categories`: every category once, so that events and deliveries carry a number. */
import type { Database } from 'better-sqlite3'
import { missingRow } from './missing-row.ts'

/** More would only hold memory: a person's categories are few. */
const mostRemembered = 10_000

export interface CategoriesTable {
  /** Its seq; made when it is new. */
  of(name: string): number
  name(seq: number): string
  /** Forgets what it remembers: a rollback may have taken some of it away. */
  forget(): void
}

export function categoriesTable(database: Database): CategoriesTable {
  const find = database.prepare<[string], { seq: number }>('SELECT seq FROM categories WHERE name = ?')
  const insert = database.prepare<[string], { seq: number }>(
    'INSERT INTO categories (name) VALUES (?) RETURNING seq',
  )
  const get = database.prepare<[number], { name: string }>('SELECT name FROM categories WHERE seq = ?')
  const seqs = new Map<string, number>()
  const names = new Map<number, string>()
  const forget = (): void => {
    seqs.clear()
    names.clear()
  }
  const remember = (seq: number, name: string): void => {
    if (seqs.size >= mostRemembered) forget()
    seqs.set(name, seq)
    names.set(seq, name)
  }
  return {
    of(name) {
      const known = seqs.get(name)
      if (known !== undefined) return known
      const found = find.get(name) ?? insert.get(name)
      if (!found) throw new Error(`category ${name} was not inserted`)
      remember(found.seq, name)
      return found.seq
    },
    name(seq) {
      const known = names.get(seq)
      if (known !== undefined) return known
      const found = get.get(seq)
      if (!found) throw missingRow('category', seq)
      remember(seq, found.name)
      return found.name
    },
    forget,
  }
}
