/** The table `views`: what the deliveries' table shows, under a name. */
import type { Database } from 'better-sqlite3'
import type { Look, View } from '../../shared/view.ts'
import { parseStored } from './stored-json.ts'

export interface ViewsTable {
  /** By name, letters in either case. */
  all(): View[]
  get(id: string): View | null
  /** A new one, or another content of the one with this id. */
  put(view: View): void
  /** False when there is none. */
  remove(id: string): boolean
}

interface Columns extends Omit<View, 'look'> {
  look: string
}

export function viewsTable(database: Database): ViewsTable {
  const all = database.prepare<[], Columns>(
    'SELECT id, name, look FROM views ORDER BY name COLLATE NOCASE, id',
  )
  const get = database.prepare<[string], Columns>('SELECT id, name, look FROM views WHERE id = ?')
  const put = database.prepare<[string, string, string]>(
    'INSERT INTO views (id, name, look) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, look = excluded.look',
  )
  const remove = database.prepare<[string]>('DELETE FROM views WHERE id = ?')
  const toView = ({ look, ...view }: Columns): View => ({ ...view, look: parseStored(look) as Look })
  return {
    all: () => all.all().map(toView),
    get(id) {
      const columns = get.get(id)
      return columns ? toView(columns) : null
    },
    put({ id, name, look }) {
      put.run(id, name, JSON.stringify(look))
    },
    remove: (id) => remove.run(id).changes > 0,
  }
}
