/**
 * Brings what has been committed from the operating system to the disk. SQLite with `synchronous=FULL` does that inside
 * every commit and holds up the thread for it; here one sync runs beside the thread and serves every commit before it
 * (group commit). Whoever must know waits for `reached()`: an event is accepted when that has settled, never before.
 */
import { closeSync, fdatasync, fsyncSync, openSync } from 'node:fs'
import { dirname } from 'node:path'

export interface Durability {
  /** Settles when everything committed before the call is on disk; rejects with the system's error when it cannot be. */
  reached(): Promise<void>
  /** After it every commit is SQLite's own to sync, as closing the database does. */
  close(): void
}

/** Brings a file from the operating system to the disk, then calls back. */
export type Sync = (descriptor: number, settled: (error: Error | null) => void) => void

interface Waiter {
  resolve(): void
  reject(error: unknown): void
}

/** In WAL mode all that a commit writes is in the write-ahead log; checkpoints sync log and database themselves. */
export function createDurability(walFile: string, syncFile: Sync = fdatasync): Durability {
  let descriptor: number | null = null
  let waiting: Waiter[] = []
  let syncing = false
  let closed = false

  /** The log appears with the first read or write after the database was opened; its name in the folder is synced once. */
  const open = (): number => {
    if (process.platform !== 'win32') syncFolder(dirname(walFile))
    return openSync(walFile, 'r+')
  }

  const sync = (): void => {
    const served = waiting
    waiting = []
    const settle = (error: unknown): void => {
      syncing = false
      for (const waiter of served) {
        if (error === null) waiter.resolve()
        else waiter.reject(error)
      }
      if (closed) release()
      else if (waiting.length > 0) sync()
    }
    syncing = true
    try {
      descriptor ??= open()
      syncFile(descriptor, settle)
    } catch (error) {
      process.nextTick(settle, error)
    }
  }

  const release = (): void => {
    if (descriptor !== null) closeSync(descriptor)
    descriptor = null
    for (const waiter of waiting) waiter.resolve()
    waiting = []
  }

  return {
    reached() {
      if (closed) return Promise.resolve()
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject })
        if (!syncing) sync()
      })
    },
    close() {
      closed = true
      if (!syncing) release()
    },
  }
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
