/** Another retry schedule, or time, for deliveries that wait or are held: one, several, or all that a filter finds. */
import { CalendarClock } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { RetryPolicy } from '../../shared/model.ts'
import { focusFirstWrong } from '../composer/focus-wrong.ts'
import { parseFieldTime } from '../composer/local-time.ts'
import { invoke } from '../host/bridge.ts'
import { rowOf } from '../live/deliveries.ts'
import { shownDelivery } from '../live/detail.ts'
import { liveStore, useLive } from '../live/store.ts'
import { checkPolicy, draftOf, policyOf, samePolicy } from '../retry/policy-draft.ts'
import { RetryEditor } from '../retry/RetryEditor.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { report } from './actions.ts'
import { type RescheduleChange, rescheduleAll } from './bulk.ts'
import { FilterSentence } from './FilterSentence.tsx'
import { deliveriesText } from './format.ts'
import { NextAttemptField } from './NextAttemptField.tsx'
import { useRetryOrigin } from './retry-origin.ts'
import type { Target } from './target.ts'

interface RescheduleDialogProps {
  target: Target
  onClose: () => void
}

export function RescheduleDialog({ target, onClose }: RescheduleDialogProps) {
  const cooldownMs = useLive((live) => live.settings.cooldownMs)
  const [atFirst] = useState(() => draftOf(policyAtFirst(target)))
  const [value, setValue] = useState(atFirst)
  const [nextAttempt, setNextAttempt] = useState('')
  const { origin, jitterPercent } = useRetryOrigin(onlyOne(target))
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const form = useRef<HTMLDivElement>(null)
  const save = async (): Promise<void> => {
    const policy = policyOf(value)
    if (busy) return
    if (!policy) return focusFirstWrong(form)
    setBusy(true)
    const nextAttemptAt = parseFieldTime(nextAttempt) ?? undefined
    // Of many with schedules of their own only the time changes, unless a schedule was given too.
    const isTimeOnly = nextAttemptAt !== undefined && samePolicy(value, atFirst)
    const failure = await apply(target, isTimeOnly ? { nextAttemptAt } : { ...policy, nextAttemptAt })
    setBusy(false)
    setRefused(failure)
    if (failure === null) onClose()
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    void save()
  }
  const count = 'ids' in target ? target.ids.length : target.count
  return (
    <Dialog
      size="lg"
      title={`Reschedule ${count === null ? 'all of them' : deliveriesText(count)}`}
      description="What waits or is held gets this schedule. A planned attempt moves to where it has it, counted from the last one. What is final or on its way is left."
      onClose={onClose}
      footer={
        <>
          <p role="alert" className="min-w-0 flex-1 text-sm text-bad">
            {refused}
          </p>
          <Button
            size="md"
            variant="primary"
            icon={<CalendarClock />}
            disabled={busy || count === null || count === 0}
            onClick={() => void save()}
          >
            Reschedule
          </Button>
          <Kbd chord="Ctrl Enter" />
        </>
      }
    >
      <div ref={form} onKeyDownCapture={press} className="flex flex-col gap-3">
        {'filter' in target && <FilterSentence filter={target.filter} />}
        <RetryEditor
          value={value}
          complaints={checkPolicy(value)}
          cooldownMs={cooldownMs}
          origin={origin && { ...origin, nextAt: parseFieldTime(nextAttempt) }}
          jitterPercent={jitterPercent}
          onChange={(next) => {
            setValue(next)
            setRefused(null)
          }}
        />
        <NextAttemptField
          value={nextAttempt}
          otherwise={origin?.attemptCount === 0 ? 'As it was' : 'As the schedule says'}
          onChange={(next) => {
            setNextAttempt(next)
            setRefused(null)
          }}
        />
      </div>
    </Dialog>
  )
}

function onlyOne(target: Target): string | null {
  const [id = null, ...others] = 'ids' in target ? target.ids : []
  return others.length > 0 ? null : id
}

/** Of one delivery its own; of several that of the settings. */
function policyAtFirst(target: Target): RetryPolicy {
  const id = onlyOne(target)
  const { detail } = shownDelivery.getState()
  const own = id === null ? null : (rowOf(id) ?? (detail?.id === id ? detail : null))
  return own ?? liveStore.getState().settings
}

/** Answers with why it was refused; null when it was not. */
async function apply(target: Target, change: RescheduleChange): Promise<string | null> {
  if ('filter' in target) {
    const answer = await rescheduleAll(target.filter, change)
    return answer.ok ? null : answer.error.message
  }
  const answer = await invoke('delivery.reschedule', { ids: target.ids, ...change })
  if (!answer.ok) return answer.error.message
  const [first] = answer.value.refused
  if (answer.value.changed.length === 0 && first && target.ids.length === 1) return first.message
  report(answer, 'rescheduled')
  return null
}
