/** What a data folder can hold that must not be touched: each is refused by name, and the file stays as it is. */
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { schemaVersion } from '../../src/engine/store/migrate.ts'
import { databaseName, openStore } from '../../src/engine/store/store.ts'
import { Refusal } from '../../src/shared/result.ts'
import { tempDir } from '../support/temp-dir.ts'

function refusalOf(work: () => unknown): Refusal {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('nothing was refused')
}

const digest = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')

/** A database of ours with some pages in it. */
function filled(): { dataDir: string; file: string } {
  const dataDir = tempDir()
  const store = openStore(dataDir)
  store.transaction(() => {
    for (let index = 0; index < 500; index += 1) {
      const categorySeq = store.categories.of('c')
      store.events.insert({ eventId: `e${index}`, categorySeq, createdAt: 0, data: 'x'.repeat(200) })
    }
  })
  store.close()
  return { dataDir, file: join(dataDir, databaseName) }
}

function expectUntouched(dataDir: string, code: string): Refusal {
  const file = join(dataDir, databaseName)
  const before = digest(file)
  const refusal = refusalOf(() => openStore(dataDir))
  expect(refusal).toMatchObject({ code, message: expect.stringContaining(dataDir) as string })
  expect(digest(file)).toBe(before)
  return refusal
}

/** The damaged file is where the store says, byte for byte, and the queue has begun anew. */
function expectSetAside(dataDir: string): void {
  const file = join(dataDir, databaseName)
  const before = digest(file)
  const store = openStore(dataDir, { now: () => Date.UTC(2026, 0, 2, 3, 4, 5) })
  const recovery = store.settings.recovery()
  expect(recovery).toMatchObject({
    file: `${file}.damaged-2026-01-02T03-04-05-000Z`,
    reason: expect.any(String) as string,
  })
  expect(digest(recovery?.file ?? '')).toBe(before)
  expect(store.rows.newestSeq()).toBe(0)
  store.close()
}

describe('openStore', () => {
  it('makes the folder, and opens what it made again', () => {
    const dataDir = join(tempDir(), 'a', 'b')
    openStore(dataDir).close()
    const store = openStore(dataDir)
    expect(store.rows.newestSeq()).toBe(0)
    store.close()
  })

  it('refuses a second owner and says who the first one is', () => {
    const dataDir = tempDir()
    const first = openStore(dataDir)
    const refusal = refusalOf(() => openStore(dataDir))
    expect(refusal).toMatchObject({ code: 'data_folder_owned', details: { pid: process.pid } })
    first.close()
    openStore(dataDir).close()
  })

  it('refuses a folder that cannot be made', () => {
    const file = join(tempDir(), 'file')
    writeFileSync(file, '')
    expect(refusalOf(() => openStore(join(file, 'data'))).code).toBe('data_folder_unwritable')
  })

  it('refuses a newer database', () => {
    const { dataDir, file } = filled()
    const database = new Database(file)
    database.pragma(`user_version = ${schemaVersion + 1}`)
    database.close()
    expectUntouched(dataDir, 'database_newer')
  })

  it('refuses a database of another application', () => {
    const dataDir = tempDir()
    const database = new Database(join(dataDir, databaseName))
    database.exec('CREATE TABLE theirs (a)')
    database.close()
    expectUntouched(dataDir, 'database_foreign')
  })

  it('sets a file aside that is no database', () => {
    const dataDir = tempDir()
    writeFileSync(join(dataDir, databaseName), 'not a database, but somebody wrote it '.repeat(100))
    expectSetAside(dataDir)
  })

  it('sets a database aside that was cut off', () => {
    const { dataDir, file } = filled()
    truncateSync(file, 20_000)
    expectSetAside(dataDir)
  })

  it('sets a database aside with bytes flipped in the middle', () => {
    const { dataDir, file } = filled()
    const bytes = readFileSync(file)
    bytes.fill(0xa5, 4_096 * 3, 4_096 * 3 + 64)
    writeFileSync(file, bytes)
    expectSetAside(dataDir)
  })

  it('gives the folder back after a refusal', () => {
    const dataDir = tempDir()
    mkdirSync(dataDir, { recursive: true })
    const file = join(dataDir, databaseName)
    const database = new Database(file)
    database.exec('CREATE TABLE theirs (a)')
    database.close()
    expect(refusalOf(() => openStore(dataDir)).code).toBe('database_foreign')
    rmSync(file)
    openStore(dataDir).close()
    expect(existsSync(join(dataDir, databaseName))).toBe(true)
  })
})

describe('folders that cannot be', () => {
  it.runIf(process.platform === 'linux')('refuses a folder where none can be made, and ends', () => {
    expect(refusalOf(() => openStore('/proc/nope/deeper'))).toMatchObject({ code: 'data_folder_unwritable' })
  })

  it('says when a file stands where the folder should be', () => {
    const file = join(tempDir(), 'file')
    writeFileSync(file, '')
    expect(refusalOf(() => openStore(file)).message).toContain('is a file, not a folder')
  })
})

it.skipIf(process.platform === 'win32')(
  'nobody else reads it, whatever the folder lets and an earlier version left',
  () => {
    const { dataDir, file } = filled()
    chmodSync(dataDir, 0o755)
    chmodSync(file, 0o644)
    const store = openStore(dataDir)
    store.transaction(() => store.settings.setPaused(true))
    const names = readdirSync(dataDir).filter((name) => name.startsWith(databaseName))
    expect(names).toHaveLength(3)
    for (const name of names) expect(statSync(join(dataDir, name)).mode & 0o777, name).toBe(0o600)
    store.close()
  },
)
