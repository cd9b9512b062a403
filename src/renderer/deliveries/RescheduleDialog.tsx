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
import { checkPolicy, draftOf, policyOf } from '../retry/policy-draft.ts'
import { RetryEditor } from '../retry/RetryEditor.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { report } from './actions.ts'
import { bulkText, type RescheduleChange, rescheduleAll } from './bulk.ts'
import { FilterSentence } from './FilterSentence.tsx'
import { deliveriesText } from './format.ts'
import { NextAttemptField } from './NextAttemptField.tsx'
import { changesAnything, leftOutText, type Standing, standingText } from './reschedule-text.ts'
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
  /** As typed; empty: where the schedule has it; null: where it is planned. */
  const [typed, setTyped] = useState<string | null>(null)
  const { origin, jitterPercent } = useRetryOrigin(onlyOne(target))
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const form = useRef<HTMLDivElement>(null)
  const isMany = onlyOne(target) === null
  // One that was chosen and is the same counts as given: of several it may differ from their own.
  const isEdited = value !== atFirst
  const givenAt = parseFieldTime(typed ?? '')
  const next = givenAt !== null ? 'given' : typed === null ? 'planned' : 'scheduled'
  const standing: Standing = { isMany, isEdited, next }
  const isChange = changesAnything(standing)
  const hasSchedule = !isMany && origin !== null && origin.attemptCount > 0
  const setTime = (text: string | null): void => {
    setTyped(text)
    setRefused(null)
  }
  const save = async (): Promise<void> => {
    const policy = policyOf(value)
    if (busy || !isChange) return
    if (!policy) return focusFirstWrong(form)
    setBusy(true)
    // Of many with schedules of their own only the time changes, unless a schedule was given too.
    const isTimeOnly = givenAt !== null && !isEdited
    const nextAttemptAt = givenAt ?? undefined
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
  const what = 'ids' in target ? deliveriesText(target.ids.length) : bulkText(target.count)
  const isAny = 'ids' in target || (target.count !== null && target.count.possible > 0)
  return (
    <Dialog
      size="lg"
      title={`Reschedule ${what}`}
      description={standingText(standing)}
      onClose={onClose}
      closeOnOutsidePress={!isChange}
      hasChanges={() => isChange}
      footer={
        <>
          <p className="min-w-0 flex-1 text-sm text-muted">
            {refused === null ? (
              isMany && leftOutText
            ) : (
              <span role="alert" className="text-bad">
                {refused}
              </span>
            )}
          </p>
          <Button
            size="md"
            variant="primary"
            icon={<CalendarClock />}
            disabled={busy || !isAny || !isChange}
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
          origin={
            origin && {
              ...origin,
              nextAt: givenAt,
              plannedAt: isEdited || next === 'scheduled' ? null : (origin.plannedAt ?? null),
            }
          }
          jitterPercent={jitterPercent}
          onChange={(next) => {
            setValue(next)
            setRefused(null)
          }}
        />
        <NextAttemptField
          value={typed ?? ''}
          plannedAt={isEdited || isMany ? null : (origin?.plannedAt ?? null)}
          isPlanned={next === 'planned'}
          otherwise={hasSchedule || isEdited ? 'As the schedule says' : 'As it was'}
          onChange={(text) => setTime(text === '' && !hasSchedule ? null : text)}
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
  report(answer, { done: 'rescheduled' })
  return null
}
