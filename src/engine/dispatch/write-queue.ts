/**
 * Writes that wait for the next turn. Each runs in a savepoint of the turn's transaction: one that throws is undone
 * and rejected alone, the others stand. A failure of the database itself fails the whole turn.
 */
import { Refusal } from '../../shared/result.ts'
import type { EndpointMemory } from '../endpoint-memory.ts'
import { sqliteCode } from '../store/folder.ts'
import type { Store } from '../store/store.ts'

export interface Write {
  work: () => unknown
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
  outcome: { value: unknown } | { error: unknown } | null
}

export interface WriteQueue {
  add<T>(work: () => T): Promise<T>
  take(): Write[]
  /** Inside the turn's transaction. */
  run(writes: Write[]): void
  /** After the commit. */
  settle(writes: Write[]): void
  /** `isCommitted`: they were run, and could not be brought to the disk. */
  reject(writes: Write[], reason: string, how?: { isCommitted: boolean }): void
  /** From now on new ones are refused with `stopping`; those that wait are still run. */
  close(): void
}

export function createWriteQueue(store: Store, endpoints: Pick<EndpointMemory, 'mark'>): WriteQueue {
  let waiting: Write[] = []
  let closed = false

  const refuse = (): Refusal =>
    new Refusal('stopping', 'The application is closing; nothing new is accepted.')

  return {
    add<T>(work: () => T) {
      if (closed) return Promise.reject(refuse())
      return new Promise<T>((resolve, reject) => {
        waiting.push({ work, resolve: resolve as (value: unknown) => void, reject, outcome: null })
      })
    },
    take() {
      const taken = waiting
      waiting = []
      return taken
    },
    run(writes) {
      for (const write of writes) {
        const undoLog = store.changes.mark()
        const undoEndpoints = endpoints.mark()
        try {
          write.outcome = { value: store.transaction(write.work) }
        } catch (error) {
          if (sqliteCode(error)) throw error
          undoLog()
          undoEndpoints()
          write.outcome = { error }
        }
      }
    },
    settle(writes) {
      for (const { outcome, resolve, reject } of writes) {
        if (outcome && 'value' in outcome) resolve(outcome.value)
        else reject(outcome?.error)
      }
    },
    reject(writes, reason, how = { isCommitted: false }) {
      for (const write of writes) write.reject(storageFailed(reason, how))
    },
    close() {
      closed = true
    },
  }
}

export function storageFailed(reason: string, { isCommitted }: { isCommitted: boolean }): Refusal {
  const message = isCommitted
    ? `${reason} What was asked for may have been done all the same.`
    : `${reason} What was asked for was not done.`
  return new Refusal('storage_failed', message)
}
