/** `test/schema.sql` is the migrated schema: a change of it is seen in review. To accept one: `npm test -- unit -u`. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { databaseName, openStore } from '../../src/engine/store/store.ts'
import { tempDir } from '../support/temp-dir.ts'

it('is the schema on file', async () => {
  const dataDir = tempDir()
  openStore(dataDir).close()
  const database = new Database(join(dataDir, databaseName), { readonly: true })
  const rows = database
    .prepare<[], { sql: string }>('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name')
    .all()
  database.close()
  await expect(`${rows.map(({ sql }) => `${sql};`).join('\n\n')}\n`).toMatchFileSnapshot('../schema.sql')
})
