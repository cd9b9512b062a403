/**
 * Stands before the engine, so that the window always gets an answer: while the queue opens commands wait, and when
 * it cannot be opened or its thread dies they are answered with the reason. Asking for the snapshot again, which is
 * what the error screen's button does, opens the queue anew.
 */
import type { EngineClient } from '../engine/client.ts'
import type { FeedBatch } from '../shared/events.ts'
import { type Failure, Refusal, type Result } from '../shared/result.ts'

export interface EngineDoor {
  /** Never rejects. */
  invoke(name: unknown, input: unknown): Promise<Result<unknown>>
  /** Every batch of whichever engine runs. */
  subscribe(listener: (batch: FeedBatch) => void): void
  /** Lets the engine end in its own order and time; the door stays shut. The promise in flight is shared. */
  stop(): Promise<void>
}

export interface EngineDoorOptions {
  /** Opens the queue; rejects with a `Refusal` that says why it cannot. */
  open: () => Promise<EngineClient>
  /** The engine ended unasked: what the window shows is no longer true. */
  onLost: () => void
}

type State =
  | { kind: 'opening'; done: Promise<void> }
  | { kind: 'open'; engine: EngineClient }
  /** `told`: whether a snapshot was answered with the failure; the next one is somebody trying again. */
  | { kind: 'shut'; failure: Failure; told: boolean }

const ended: Failure = {
  code: 'engine_unavailable',
  message: 'The engine has ended unexpectedly. The queue is kept: try again, or start the application anew.',
}

export function createEngineDoor({ open, onLost }: EngineDoorOptions): EngineDoor {
  const listeners = new Set<(batch: FeedBatch) => void>()
  let stopping: Promise<void> | null = null
  let state: State = opening()

  function opening(): State {
    return { kind: 'opening', done: open().then(opened, refused) }
  }

  function opened(engine: EngineClient): void {
    state = { kind: 'open', engine }
    engine.subscribe((batch) => {
      for (const listener of listeners) listener(batch)
    })
    void engine.closed.then((error) => {
      const failure = error ? { code: ended.code, message: error.message } : ended
      state = { kind: 'shut', failure, told: false }
      if (!stopping) onLost()
    })
  }

  function refused(error: unknown): void {
    state = { kind: 'shut', failure: failureOf(error), told: false }
  }

  async function settled(): Promise<Exclude<State, { kind: 'opening' }>> {
    while (state.kind === 'opening') await state.done
    return state
  }

  return {
    async invoke(name, input) {
      let now = await settled()
      if (now.kind === 'shut' && name === 'snapshot.get') {
        if (now.told && !stopping) {
          if (state === now) state = opening()
          now = await settled()
        }
        if (now.kind === 'shut') now.told = true
      }
      return now.kind === 'open' ? now.engine.invoke(name, input) : { ok: false, error: now.failure }
    },
    subscribe(listener) {
      listeners.add(listener)
    },
    stop() {
      stopping ??= settled().then((now) => (now.kind === 'open' ? now.engine.stop() : undefined))
      return stopping
    },
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof Refusal) return error.toFailure()
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'engine_unavailable', message: `The queue could not be opened: ${message}.` }
}
