/** The default retry policy. Saved by itself a moment after the last edit, as long as nothing in it is wrong. */
import { useEffect, useEffectEvent, useState } from 'react'
import { useLive } from '../live/store.ts'
import { checkPolicy, draftOf, type PolicyDraft, policyOf, samePolicy } from '../retry/policy-draft.ts'
import { RetryEditor } from '../retry/RetryEditor.tsx'
import { Refused, Reset } from './SettingRow.tsx'
import { useIsFound } from './settings-view.ts'
import { useSaving } from './use-saving.ts'

/** Long enough to finish typing a duration. */
const saveAfterMs = 800

export function RetrySetting() {
  const settings = useLive((live) => live.settings)
  const saving = useSaving('Retry schedule')
  /** Null: nothing is being edited. */
  const [edited, setEdited] = useState<PolicyDraft | null>(null)
  const value = edited ?? draftOf(settings)

  const commit = useEffectEvent(async () => {
    const policy = edited && policyOf(edited)
    if (!edited || !policy) return
    const isNew = !samePolicy(edited, draftOf(settings))
    if (isNew && !(await saving.save(policy))) return
    setEdited((now) => (now === edited ? null : now))
  })
  const isFound = useIsFound('Default retry schedule attempts waits jitter')
  useEffect(() => {
    if (!edited) return
    const timer = setTimeout(() => void commit(), saveAfterMs)
    return () => clearTimeout(timer)
  }, [edited])

  if (!isFound) return null
  return (
    <div data-setting className="py-3">
      <div className="flex items-start justify-between gap-2">
        <div>
          <h3 className="text-base font-medium">Default retry schedule</h3>
          <p className="text-sm text-muted">
            For events that bring none of their own. What was accepted before keeps its schedule.
          </p>
        </div>
        <Reset label="Retry schedule" names={['retrySchedule', 'maxAttempts']} />
      </div>
      <RetryEditor
        value={value}
        complaints={checkPolicy(value)}
        cooldownMs={settings.cooldownMs}
        onChange={(next) => {
          setEdited(next)
          saving.forgive()
        }}
      />
      <Refused message={saving.refused} />
    </div>
  )
}
