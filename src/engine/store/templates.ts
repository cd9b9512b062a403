/** The tables `templates` and `draft`: what was composed and is kept as it was typed. */
import type { Database } from 'better-sqlite3'
import type { KeptDraft, Template, TemplateSummary } from '../../shared/template.ts'

export interface TemplatesTable {
  /** By name. */
  all(): TemplateSummary[]
  get(id: string): Template | null
  idOf(name: string): string | null
  count(): number
  /** Makes it, or writes all of it anew. The name must be free. */
  put(template: Template): void
  remove(id: string): void
  /** Null where nothing is being composed. */
  draft(): KeptDraft | null
  setDraft(draft: KeptDraft | null, now: number): void
}

interface Columns {
  fields: string
  data: Buffer
}

const summaryColumns = 'id, name, summary, created_at AS createdAt, updated_at AS updatedAt'

export function templatesTable(database: Database): TemplatesTable {
  const all = database.prepare<[], TemplateSummary>(
    `SELECT ${summaryColumns} FROM templates ORDER BY name COLLATE NOCASE, name`,
  )
  const get = database.prepare<[string], TemplateSummary & Columns>(
    `SELECT ${summaryColumns}, fields, data FROM templates WHERE id = ?`,
  )
  const idOf = database.prepare<[string], string>('SELECT id FROM templates WHERE name = ?').pluck()
  const count = database.prepare<[], number>('SELECT count(*) FROM templates').pluck()
  const put = database.prepare<(string | number)[]>(
    `INSERT INTO templates (id, name, summary, fields, data, created_at, updated_at)
     VALUES (?, ?, ?, ?, CAST(? AS BLOB), ?, ?) ON CONFLICT (id) DO UPDATE
     SET name = excluded.name, summary = excluded.summary, fields = excluded.fields, data = excluded.data,
       updated_at = excluded.updated_at`,
  )
  const remove = database.prepare<[string]>('DELETE FROM templates WHERE id = ?')
  const draft = database.prepare<[], Columns>('SELECT fields, data FROM draft')
  const putDraft = database.prepare<[string, string, number]>(
    `INSERT INTO draft (seq, fields, data, saved_at) VALUES (1, ?, CAST(? AS BLOB), ?) ON CONFLICT (seq) DO UPDATE
     SET fields = excluded.fields, data = excluded.data, saved_at = excluded.saved_at`,
  )
  const removeDraft = database.prepare<[]>('DELETE FROM draft')
  return {
    all: () => all.all(),
    get(id) {
      const row = get.get(id)
      if (!row) return null
      const { fields, data, ...summary } = row
      return { ...summary, draft: kept({ fields, data }) }
    },
    idOf: (name) => idOf.get(name) ?? null,
    count: () => count.get() ?? 0,
    put({ id, name, summary, draft: { fields, data }, createdAt, updatedAt }) {
      put.run(id, name, summary, fields, data, createdAt, updatedAt)
    },
    remove(id) {
      remove.run(id)
    },
    draft() {
      const row = draft.get()
      return row ? kept(row) : null
    },
    setDraft(next, now) {
      if (next) putDraft.run(next.fields, next.data, now)
      else removeDraft.run()
    },
  }
}

function kept({ fields, data }: Columns): KeptDraft {
  return { fields, data: data.toString('utf8') }
}
