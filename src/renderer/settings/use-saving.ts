/** Saves a setting at once, says so with a way back, and says at its place why it was refused. */
import { useState } from 'react'
import type { Settings } from '../../shared/model.ts'
import type { Result } from '../../shared/result.ts'
import { invoke } from '../host/bridge.ts'
import { liveStore } from '../live/store.ts'
import { showToast } from '../ui/Toast.tsx'

export interface Saving {
  /** Why the last change was refused; null when it was not. */
  refused: string | null
  save: (change: Partial<Settings>) => Promise<boolean>
  forgive: () => void
}

/** `label` names the setting in the notice. */
export function useSaving(label: string): Saving {
  const [refused, setRefused] = useState<string | null>(null)
  return {
    refused,
    async save(change) {
      const answer = await saveSetting(label, change)
      setRefused(answer.ok ? null : answer.error.message)
      return answer.ok
    },
    forgive: () => setRefused(null),
  }
}

/** The notice undoes exactly this change; what was changed besides meanwhile stays. */
export async function saveSetting(label: string, change: Partial<Settings>): Promise<Result<Settings>> {
  const { settings } = liveStore.getState()
  const names = Object.keys(change) as (keyof Settings)[]
  const before = Object.fromEntries(names.map((name) => [name, settings[name]]))
  const answer = await invoke('settings.set', change)
  if (answer.ok) {
    const undo = (): void => void invoke('settings.set', before)
    showToast({ about: 'setting', title: `${label} saved`, action: { label: 'Undo', run: undo } })
  }
  return answer
}
