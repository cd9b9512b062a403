/**
 * Edits a retry policy: the attempts on a time axis, the waits as a list, the number of attempts, presets and a
 * generator, and what it all comes to, as a sentence and in an outage. The policy is its owner's: every edit goes there
 * and comes back; only the steps back are kept here.
 */
import { CloudOff, Redo2, RotateCcw, Undo2, Wand2 } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { formatDuration } from '../../shared/durations.ts'
import { useNow } from '../live/now.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { type Course, courseOf, type CourseStart } from './course.ts'
import { Generator } from './Generator.tsx'
import { fateIn } from './outage.ts'
import { type OutageDraft, outageOf, OutagePanel } from './OutagePanel.tsx'
import { type Complaints, type PolicyDraft, policyOf, readablePolicy } from './policy-draft.ts'
import { PresetMenu } from './PresetMenu.tsx'
import { RetryAxis } from './RetryAxis.tsx'
import { useShownPlan } from './shown-plan.ts'
import { Still } from './Still.tsx'
import { deliverySentence, policySentence } from './summary.ts'
import { type History, useHistory } from './use-history.ts'
import { WaitList } from './WaitList.tsx'

/** The one delivery that the policy is for, as far as it has come. */
export interface RetryOrigin {
  /** Attempts that were made. */
  attemptCount: number
  /** When the latest of them ended; before the first one, when that is due. Epoch milliseconds. */
  at: number
  /** When the next attempt shall be made, whatever the schedule says. */
  nextAt?: number | null
  /** When it is planned now, as long as the schedule is not edited. */
  plannedAt?: number | null
}

export interface RetryEditorProps {
  value: PolicyDraft
  onChange: (value: PolicyDraft) => void
  /** By `retrySchedule.<index>`, `retrySchedule` and `maxAttempts`. */
  complaints: Complaints
  /** The wait where the list is empty. */
  cooldownMs: number
  origin?: RetryOrigin | null
  /** Of the endpoint, 0 to 50; null where none is known. */
  jitterPercent?: number | null
  /** Where the endpoint itself is edited. */
  onJitter?: (percent: string) => void
  /** Offered as "Reset" when given. */
  onReset?: (() => void) | undefined
  resetLabel?: string
}

const firstOutage: OutageDraft = { start: '0s', lasts: '1h' }

export function RetryEditor(props: RetryEditorProps) {
  const { value, onChange, cooldownMs, origin = null, jitterPercent = null } = props
  const now = useNow()
  const history = useHistory(value, onChange)
  const [dragged, setDragged] = useState<PolicyDraft | null>(null)
  const [panel, setPanel] = useState<Panel | null>(null)
  const [outageDraft, setOutageDraft] = useState(firstOutage)
  const { plan, complaints } = useShownPlan(value, props.complaints)
  const shown = dragged ?? plan
  // The cells follow the pointer as fast as they are drawn; the axis does not wait for them.
  const late = useDeferredValue(dragged)
  const listed = (dragged && late) ?? plan
  const isWhole = policyOf(shown) !== null
  const originAt = startOf(origin, now)
  const courseFor = (draft: PolicyDraft): Course =>
    courseOf({
      policy: readablePolicy(draft),
      cooldownMs,
      jitterPercent: jitterPercent ?? 0,
      start: origin
        ? courseStart(draft === plan ? origin : { ...origin, plannedAt: null }, { originAt, now })
        : undefined,
    })
  const course = courseFor(shown)
  const clock = { originAt, now }
  const sentence = origin ? deliverySentence(course, clock) : policySentence(course, clock)
  const outage = panel === 'outage' ? outageOf(outageDraft) : null
  return (
    <div className="group/editor flex flex-col gap-2" onKeyDown={history.onKeyDown}>
      <p className="tabular text-sm text-muted">
        {isWhole ? sentence : 'Correct the marked entries to see the whole plan.'}
      </p>
      <Still isStill={dragged !== null}>
        <Tools {...props} history={history} panel={panel} onPanel={setPanel} />
      </Still>
      <RetryAxis
        course={course}
        isWhole={isWhole}
        draft={plan}
        change={history.change}
        preview={setDragged}
        originAt={originAt}
        now={now}
        origin={originText(origin)}
        outage={outage}
        onOutage={({ startMs, endMs }) =>
          setOutageDraft({ start: formatDuration(startMs), lasts: formatDuration(endMs - startMs) })
        }
      />
      {panel === 'outage' && (
        <OutagePanel
          value={outageDraft}
          onChange={setOutageDraft}
          outage={outage}
          fate={outage && isWhole ? fateIn(course, outage) : null}
          origin={Math.max(1, origin?.attemptCount ?? 1)}
          onAttempts={(attempts) => history.change({ ...value, maxAttempts: String(attempts) })}
        />
      )}
      {panel === 'generator' && (
        <Generator
          cooldownMs={cooldownMs}
          jitterPercent={jitterPercent}
          onJitter={props.onJitter}
          onApply={(next) => history.change(next)}
        />
      )}
      <Still isStill={dragged !== null} of={listed}>
        <WaitList
          value={dragged ? listed : value}
          plan={listed}
          onChange={history.change}
          complaints={complaints}
          course={listed === shown ? course : courseFor(listed)}
          clock={clock}
          cooldownMs={cooldownMs}
        />
      </Still>
      <Field
        label="Attempts at most"
        error={complaints['maxAttempts']}
        hint="0 never gives up"
        className="w-38"
      >
        <TextInput
          mono
          inputMode="numeric"
          value={value.maxAttempts}
          onChange={(maxAttempts) => history.change({ ...value, maxAttempts }, 'attempts')}
        />
      </Field>
    </div>
  )
}

type Panel = 'generator' | 'outage'

interface ToolsProps extends RetryEditorProps {
  history: History
  panel: Panel | null
  onPanel: (panel: Panel | null) => void
}

function Tools({ cooldownMs, onReset, resetLabel, history, panel, onPanel }: ToolsProps) {
  const toggle = (name: Panel) => ({
    'aria-expanded': panel === name,
    variant: panel === name ? ('secondary' as const) : ('ghost' as const),
    onClick: () => onPanel(panel === name ? null : name),
  })
  const { undo, redo } = history
  return (
    <div role="toolbar" aria-label="Retry schedule" className="-ml-2 flex flex-wrap items-center gap-0.5">
      <PresetMenu cooldownMs={cooldownMs} onChoose={(next) => history.change(next)} />
      <Button icon={<Wand2 />} {...toggle('generator')}>
        Generate
      </Button>
      <Button icon={<CloudOff />} {...toggle('outage')}>
        What would have happened
      </Button>
      <span className="flex-1" />
      {onReset && (
        <Button
          variant="ghost"
          icon={<RotateCcw />}
          onClick={() => {
            history.note()
            onReset()
          }}
        >
          {resetLabel}
        </Button>
      )}
      <IconButton label="Undo" shortcut="Ctrl Z" icon={<Undo2 />} disabled={!undo} onClick={() => undo?.()} />
      <IconButton
        label="Redo"
        shortcut="Ctrl Shift Z"
        icon={<Redo2 />}
        disabled={!redo}
        onClick={() => redo?.()}
      />
    </div>
  )
}

/** Before its first attempt a delivery is due at once where its time has passed. */
function startOf(origin: RetryOrigin | null, now: number): number {
  if (!origin) return now
  return origin.attemptCount === 0 ? Math.max(origin.nextAt ?? origin.at, now) : origin.at
}

function courseStart(origin: RetryOrigin, clock: { originAt: number; now: number }): CourseStart {
  const { attemptCount, nextAt = null, plannedAt = null } = origin
  return {
    attemptCount,
    notBeforeMs: Math.max(0, clock.now - clock.originAt),
    nextMs: nextAt === null ? null : nextAt - clock.originAt,
    plannedMs: plannedAt === null ? null : plannedAt - clock.originAt,
  }
}

function originText(origin: RetryOrigin | null): string {
  if (!origin) return 'now'
  return origin.attemptCount === 0 ? 'first' : `#${origin.attemptCount} failed`
}
