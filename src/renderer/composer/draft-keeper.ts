/**
 * Keeps the composer's draft with the engine while it is typed, so that it outlives the window, the application and, in a
 * browser, the port that the page came from. At most the last second of typing is lost; a large payload waits for a pause.
 */
import { type Draft, emptyDraft } from './draft.ts'

/** From a change to its write, whatever is typed meanwhile. */
const smallAfterMs = 800
/** In characters: a larger payload is written when typing pauses for so long. */
const small = 500_000
const largeAfterMs = 4_000
const againAfterMs = 5_000

interface Parts {
  /** Null where it cannot be read now. */
  load(): Promise<Draft | null>
  /** Answers with why it could not be kept, or null. */
  save(draft: Draft): Promise<string | null>
  /** Calls back once after `ms`; answers with the way to call it off. */
  after(ms: number, callback: () => void): () => void
}

export interface DraftKeeper {
  /** What this window has typed last, or what the engine has. */
  draft(): Draft | Promise<Draft>
  /** It has changed; `read` is asked for it when it is written. */
  note(draft: Draft, read: () => Draft): void
  /** Writes at once what is still to be written. */
  flush(): void
  /** Hears why the draft is not kept, or null; answers with the way to stop listening. */
  listen(listener: (problem: string | null) => void): () => void
}

export function createDraftKeeper({ load, save, after }: Parts): DraftKeeper {
  let latest: Draft | null = null
  let loading: Promise<Draft> | null = null
  let unwritten: (() => Draft) | null = null
  let callOff: (() => void) | null = null
  let tell = (_problem: string | null): void => {}

  const wait = (ms: number): void => {
    callOff?.()
    callOff = after(ms, () => void write())
  }
  const write = async (): Promise<void> => {
    callOff?.()
    callOff = null
    if (!unwritten) return
    const read = unwritten
    unwritten = null
    latest = read()
    const problem = await save(latest)
    tell(problem)
    if (problem === null || unwritten) return
    const unsaved = latest
    unwritten = () => unsaved
    wait(againAfterMs)
  }

  return {
    draft() {
      if (latest) return latest
      loading ??= load().then((found) => {
        if (found) latest ??= found
        // Who asks again meanwhile gets the same answer, and later another try.
        else after(againAfterMs, () => (loading = null))
        return latest ?? emptyDraft
      })
      return loading
    },
    note(draft, read) {
      latest = draft
      unwritten = read
      if (draft.data.length > small) wait(largeAfterMs)
      else if (!callOff) wait(smallAfterMs)
    },
    flush: () => void write(),
    listen(listener) {
      tell = listener
      return () => {
        tell = () => {}
      }
    },
  }
}
