/**
 * Opens a queue and starts its engine. The look at the database before it is opened is a quick one; where the start comes
 * upon damage that it did not see, the whole of it is checked, and it is set aside as any damaged one is.
 */
import type { Engine } from './engine.ts'
import { saysDamaged } from './store/inspect.ts'
import type { Store } from './store/store.ts'

export interface OpenEngineParts {
  open(): Store
  create(store: Store): Engine
  /** False for an engine that only stores and looks. */
  dispatching: boolean
}

/** Throws what `open` and `create` throw. */
export async function openEngine(parts: OpenEngineParts): Promise<Engine> {
  try {
    return await openOnce(parts)
  } catch (error) {
    if (!saysDamaged(error)) throw error
    return openOnce(parts)
  }
}

async function openOnce({ open, create, dispatching }: OpenEngineParts): Promise<Engine> {
  const store = open()
  let engine: Engine | null = null
  try {
    engine = create(store)
    if (dispatching) engine.start()
    return engine
  } catch (error) {
    if (saysDamaged(error)) store.suspect()
    if (engine) await engine.stop(0)
    else store.close()
    throw error
  }
}
