/** Saves one setting at a time and says how it went, at the place where it was typed. */
import { useState } from 'react'
import type { Settings } from '../../shared/model.ts'
import { invoke } from '../host/bridge.ts'

export interface Saving {
  /** Counts what was saved; a mark that depends on it shows anew each time. */
  saved: number
  /** Why the last change was refused; null when it was not. */
  refused: string | null
  save: (change: Partial<Settings>) => Promise<boolean>
  forgive: () => void
}

export function useSaving(): Saving {
  const [saved, setSaved] = useState(0)
  const [refused, setRefused] = useState<string | null>(null)
  return {
    saved,
    refused,
    async save(change) {
      const answer = await invoke('settings.set', change)
      setRefused(answer.ok ? null : answer.error.message)
      if (answer.ok) setSaved((count) => count + 1)
      return answer.ok
    },
    forgive: () => setRefused(null),
  }
}
