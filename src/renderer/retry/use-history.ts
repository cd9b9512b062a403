/**
 * Undo and redo of the schedule while it is being edited. The value stays its owner's; what was before it is kept here
 * until the editor is closed. Changes with the same name in a row, such as typing in one field, are one step.
 */
import { type KeyboardEvent, useState } from 'react'
import type { PolicyDraft } from './policy-draft.ts'

interface Steps {
  past: PolicyDraft[]
  future: PolicyDraft[]
  /** Of the latest change. */
  name: string | null
}

/** Makes a change; those with the same `name` in a row are undone together. */
export type ChangePolicy = (next: PolicyDraft, name?: string) => void

export interface History {
  change: ChangePolicy
  /** Notes the present value before the owner replaces it. */
  note: () => void
  undo: (() => void) | null
  redo: (() => void) | null
  onKeyDown: (event: KeyboardEvent) => void
}

/** More are forgotten, the oldest first. */
const mostSteps = 200

export function useHistory(value: PolicyDraft, onChange: (value: PolicyDraft) => void): History {
  const [{ past, future, name: latest }, setSteps] = useState<Steps>({ past: [], future: [], name: null })
  const before = past.at(-1)
  const after = future.at(-1)
  const undo = before
    ? (): void => {
        setSteps({ past: past.slice(0, -1), future: [...future, value], name: null })
        onChange(before)
      }
    : null
  const redo = after
    ? (): void => {
        setSteps({ past: [...past, value], future: future.slice(0, -1), name: null })
        onChange(after)
      }
    : null
  const note = (name: string | null = null): void => {
    const isSame = name !== null && name === latest
    setSteps({ past: isSame ? past : [...past, value].slice(-mostSteps), future: [], name })
  }
  return {
    change(next, name) {
      note(name ?? null)
      onChange(next)
    },
    note: () => note(),
    undo,
    redo,
    onKeyDown(event) {
      const step = stepOf(event)
      if (step === null) return
      event.preventDefault()
      event.stopPropagation()
      if (step === 'undo') undo?.()
      else redo?.()
    },
  }
}

function stepOf({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): 'undo' | 'redo' | null {
  if (!(ctrlKey || metaKey) || altKey) return null
  if (key.toLowerCase() === 'z') return shiftKey ? 'redo' : 'undo'
  return key.toLowerCase() === 'y' && !shiftKey ? 'redo' : null
}
