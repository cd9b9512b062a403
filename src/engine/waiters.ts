/** Callers that wait for something to become true of the queue; asked again after every commit. */
import { Refusal } from '../shared/result.ts'
import type { Clock } from './clock.ts'

export interface Waiters {
  /** Settles with the first answer that is not null, or what `question` throws; rejects with `timeout` after `timeoutMs`, if given. */
  until<T>(
    question: () => T | null,
    limit: { timeoutMs?: number | undefined; complaint: () => string },
  ): Promise<T>
  /** After a commit. */
  ask(): void
  close(): void
}

interface Waiter {
  ask(): void
  refuse(reason: unknown): void
}

export function createWaiters(clock: Clock): Waiters {
  const waiters = new Set<Waiter>()
  return {
    until(question, { timeoutMs, complaint }) {
      const first = question()
      if (first !== null) return Promise.resolve(first)
      return new Promise((resolve, reject) => {
        let callOff = (): void => {}
        const leave = (): void => {
          callOff()
          waiters.delete(waiter)
        }
        const waiter: Waiter = {
          ask() {
            try {
              const answer = question()
              if (answer === null) return
              leave()
              resolve(answer)
            } catch (error) {
              waiter.refuse(error)
            }
          },
          refuse(reason) {
            leave()
            reject(reason instanceof Error ? reason : new Error(String(reason)))
          },
        }
        waiters.add(waiter)
        if (timeoutMs !== undefined) {
          callOff = clock.after(timeoutMs, () => waiter.refuse(new Refusal('timeout', complaint())))
        }
      })
    },
    ask() {
      for (const waiter of waiters) waiter.ask()
    },
    close() {
      for (const waiter of waiters) {
        waiter.refuse(
          new Refusal('stopping', 'The application is closing before what was waited for came about.'),
        )
      }
    },
  }
}
