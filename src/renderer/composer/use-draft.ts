/**
 * The composer's draft, handed to the keeper while it is typed and when the composer goes. The editor may hold the latest
 * keys of a large payload, so what is sent or kept is always asked for by `current`.
 */
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { EditorHandle } from './CodeEditor.tsx'
import type { DraftNoteProps } from './DraftNote.tsx'
import { type Draft, emptyDraft } from './draft.ts'
import { windowDraft } from './window-draft.ts'

export interface DraftState {
  draft: Draft
  /** Epoch milliseconds of the last change. */
  changedAt: number
  /** What was just done to the draft as a whole; gone with the next change. */
  note: DraftNoteProps | null
  tell: (note: DraftNoteProps) => void
  change: (change: Partial<Draft>) => void
  /** With the latest keys of the payload. */
  current: () => Draft
  /** Begins anew, or with what is given; `undo` brings the old draft back until something is changed. */
  begin: (draft?: Partial<Draft>, note?: DraftNoteProps) => void
  undo: (() => void) | null
  /** Why closing the application would lose it; null while it is kept. */
  unkept: string | null
}

export function useDraft(editor: RefObject<EditorHandle | null>, initial: Draft): DraftState {
  const [draft, setDraft] = useState(initial)
  const [cleared, setCleared] = useState<Draft | null>(null)
  const [note, setNote] = useState<DraftNoteProps | null>(null)
  const [changedAt, setChangedAt] = useState(Date.now)
  const [unkept, setUnkept] = useState<string | null>(null)
  const latest = useRef(draft)
  /** What the keeper was told last. */
  const noted = useRef(initial)

  const current = (): Draft => ({ ...latest.current, data: editor.current?.text() ?? latest.current.data })
  const replace = (next: Draft, told: DraftNoteProps | null = null): void => {
    latest.current = next
    setDraft(next)
    setNote(told)
    setChangedAt(Date.now())
  }

  useEffect(() => windowDraft.listen(setUnkept), [])

  useEffect(() => {
    if (draft === noted.current) return
    noted.current = draft
    windowDraft.note(draft, current)
    // `current` reads refs only, so the first one is as good as the last.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [draft])

  useEffect(() => {
    const keep = (): void => {
      const now = current()
      // A change that closes the composer, such as sending, goes before its effect could run.
      const isNew = latest.current !== noted.current || now.data !== latest.current.data
      if (isNew) windowDraft.note(now, () => now)
      windowDraft.flush()
    }
    window.addEventListener('pagehide', keep)
    return () => {
      window.removeEventListener('pagehide', keep)
      keep()
    }
    // oxlint-disable-next-line react/exhaustive-deps
  }, [])

  return {
    draft,
    changedAt,
    note,
    tell: setNote,
    current,
    unkept,
    change(change) {
      setCleared(null)
      replace({ ...latest.current, ...change })
    },
    begin(next = {}, told) {
      setCleared(current())
      replace({ ...emptyDraft, ...next }, told)
    },
    undo:
      cleared &&
      (() => {
        setCleared(null)
        replace(cleared)
      }),
  }
}
