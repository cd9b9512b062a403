/** Makes a folder and those above it that are missing. */
import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * One by one: Node's `recursive` never ends where a file system answers ENOENT for a folder whose parent is there, as
 * /proc does. Throws the system's error; says so where a file stands in the way.
 */
export function makeFolder(path: string, mode: number): void {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found?.isDirectory()) return
  if (found) throw new Error(`${path} is a file, not a folder`)
  makeFolder(dirname(path), mode)
  try {
    mkdirSync(path, { mode })
  } catch (error) {
    // Another process may have been quicker.
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error
  }
}
