/**
 * The composer's draft: read from the storage when the composer opens, written back while it is typed and when it goes.
 * The editor may hold the latest keys of a large payload, so what is sent or kept is always asked for by `current`.
 */
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { EditorHandle } from './CodeEditor.tsx'
import { type Draft, emptyDraft } from './draft.ts'
import { loadDraft, saveDraft } from './draft-storage.ts'

/** Long enough not to write at every key, short enough that a crash costs a word. */
const saveAfterMs = 300

export interface DraftState {
  draft: Draft
  /** Epoch milliseconds of the last change. */
  changedAt: number
  change: (change: Partial<Draft>) => void
  /** With the latest keys of the payload. */
  current: () => Draft
  /** Begins anew, or with what is given; `undo` brings the old draft back until something is changed. */
  begin: (draft?: Partial<Draft>) => void
  undo: (() => void) | null
  /** The payload is too large for the storage, so closing the window would lose it. */
  unkept: boolean
}

/** `endpointId`: the target that it begins with, whatever the kept draft had. */
export function useDraft(editor: RefObject<EditorHandle | null>, endpointId: string | undefined): DraftState {
  const [draft, setDraft] = useState(() => {
    const kept = loadDraft(localStorage)
    return endpointId === undefined ? kept : { ...kept, endpointIds: [endpointId] }
  })
  const [cleared, setCleared] = useState<Draft | null>(null)
  const [changedAt, setChangedAt] = useState(Date.now)
  const [unkept, setUnkept] = useState(false)
  const latest = useRef(draft)

  const replace = (next: Draft): void => {
    latest.current = next
    setDraft(next)
    setChangedAt(Date.now())
  }
  const current = (): Draft => ({ ...latest.current, data: editor.current?.text() ?? latest.current.data })

  useEffect(() => {
    const timer = setTimeout(() => setUnkept(!saveDraft(localStorage, draft)), saveAfterMs)
    return () => clearTimeout(timer)
  }, [draft])

  useEffect(() => {
    const keep = (): void => void saveDraft(localStorage, current())
    window.addEventListener('pagehide', keep)
    return () => {
      window.removeEventListener('pagehide', keep)
      keep()
    }
    // `current` reads refs only, so the first one is as good as the last.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [])

  return {
    draft,
    changedAt,
    current,
    unkept,
    change(change) {
      setCleared(null)
      replace({ ...latest.current, ...change })
    },
    begin(draft = {}) {
      setCleared(current())
      replace({ ...emptyDraft, ...draft })
    },
    undo:
      cleared &&
      (() => {
        setCleared(null)
        replace(cleared)
      }),
  }
}
