/** Databases that the real library wrote (`make-fixtures.go` says how), and what is read of one. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openBbolt } from '../../../src/engine/queue-files/read-bbolt.ts'
import { tempDir } from '../temp-dir.ts'

export type FixtureName = 'buckets' | 'events' | 'many' | 'new' | 'overflow'

export function bboltFixture(name: FixtureName): string {
  return join(import.meta.dirname, `${name}.db`)
}

/** A file of its own, after `change`. */
export function changedFixture(name: FixtureName, change: (bytes: Buffer) => Buffer): string {
  const path = join(tempDir(), 'changed.db')
  writeFileSync(path, change(readFileSync(bboltFixture(name))))
  return path
}

export type ReadBuckets = Record<string, [key: string, value: string][]>

/** All of its buckets. */
export function readBuckets(path: string): ReadBuckets {
  const database = openBbolt(path)
  try {
    const buckets: ReadBuckets = {}
    for (const name of database.bucketNames()) {
      const entries = [...database.entries(name)]
      buckets[name] = entries.map(({ key, value }) => [key.toString(), value.toString()])
    }
    database.assertUnchanged()
    return buckets
  } finally {
    database.close()
  }
}
