/**
 * Commands on their way to the engine. Some take hours (`queue.drain`), so when the server closes those that are not
 * done after its grace are answered all the same, and nobody is left hanging on a dead connection.
 */
import type { EngineClient } from '../engine/client.ts'
import type { Result } from '../shared/result.ts'

/** What the server needs of an engine. */
export type AskedEngine = Pick<EngineClient, 'invoke' | 'subscribe'>

export interface Pending {
  /** Never rejects. After `end()` everything is answered with `stopping`. */
  invoke(name: unknown, input: unknown): Promise<Result<unknown>>
  /** Settles when nothing is under way. */
  idle(): Promise<void>
  end(): void
}

export function createPending(engine: AskedEngine): Pending {
  const answers = new Set<(result: Result<unknown>) => void>()
  let ended = false
  let becameIdle = (): void => {}

  return {
    invoke(name, input) {
      if (ended) return Promise.resolve(stopping)
      return new Promise((resolve) => {
        const answer = (result: Result<unknown>): void => {
          if (!answers.delete(answer)) return
          resolve(result)
          if (answers.size === 0) becameIdle()
        }
        answers.add(answer)
        void engine.invoke(name, input).then(answer)
      })
    },
    idle() {
      if (answers.size === 0) return Promise.resolve()
      return new Promise((resolve) => {
        becameIdle = resolve
      })
    },
    end() {
      ended = true
      for (const answer of answers) answer(stopping)
    },
  }
}

const stopping: Result<never> = {
  ok: false,
  error: {
    code: 'stopping',
    message: 'The application is closing. The queue is kept; ask again when it runs.',
  },
}
