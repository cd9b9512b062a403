/** What is seldom needed of an event: folded to a line each, but never while something in it is wrong. */
import { useState } from 'react'
import type { HeaderList } from '../../shared/model.ts'
import { useLive } from '../live/store.ts'
import { draftOf, policyOf } from '../retry/policy-draft.ts'
import { RetryEditor } from '../retry/RetryEditor.tsx'
import { summary } from '../retry/summary.ts'
import { Field } from '../ui/Field.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import type { ComposerFormProps } from './ComposerForm.tsx'
import { emptyDraft, goesToEndpoints } from './draft.ts'
import { placeholdersIn } from './draft-copy.ts'
import { FormSection } from './FormSection.tsx'
import { HeaderEditor } from './HeaderEditor.tsx'
import { headersSummary } from './header-rows.ts'
import { agreed, inheritedPolicy } from './resolve.ts'
import { PlanFields, PlanSummary } from './PlanFields.tsx'

export function ComposerSections(props: ComposerFormProps) {
  const { draft, change, complaints, targets } = props
  const settings = useLive((live) => live.settings)
  const [open, setOpen] = useState({
    headers: draft.headers.length > 0,
    retries: false,
    when: draft.sendAt !== '' || draft.copies !== emptyDraft.copies,
    event: false,
  })
  const { fields } = complaints
  const isWrong = (...names: string[]): boolean =>
    Object.keys(fields).some((field) => names.includes(field.split('.')[0] ?? field))
  const inherited = inheritedPolicy(targets.chosen, settings)
  const policy = draft.policy ? policyOf(draft.policy) : inherited
  const { cooldownMs } = settings
  return (
    <div className="shrink-0">
      <FormSection
        title="Headers"
        summary={headersSummary(draft.headers)}
        open={open.headers || isWrong('headers')}
        onToggle={(headers) => setOpen({ ...open, headers })}
      >
        <HeadersOfEndpoints headers={agreed(targets.chosen, 'headers')} />
        <HeaderEditor rows={draft.headers} complaints={fields} onChange={(headers) => change({ headers })} />
      </FormSection>
      <FormSection
        title="Retries"
        summary={draft.policy || inherited ? policy && summary(policy, cooldownMs) : 'As each endpoint says'}
        open={open.retries || isWrong('retrySchedule', 'maxAttempts')}
        onToggle={(retries) => setOpen({ ...open, retries })}
      >
        <RetryEditor
          value={draft.policy ?? draftOf(inherited ?? settings)}
          onChange={(next) => change({ policy: next })}
          complaints={fields}
          cooldownMs={cooldownMs}
          jitterPercent={agreed(targets.chosen, 'jitterPercent')}
          onReset={draft.policy ? () => change({ policy: null }) : undefined}
          resetLabel={goesToEndpoints(draft) ? 'As the endpoint says' : 'As in the settings'}
        />
      </FormSection>
      <FormSection
        title="When and how often"
        summary={<PlanSummary draft={draft} />}
        open={open.when || isWrong('sendAt', 'copies', 'everyMs')}
        onToggle={(when) => setOpen({ ...open, when })}
      >
        <PlanFields draft={draft} change={change} complaints={fields} />
      </FormSection>
      <FormSection
        title="Event id"
        summary={draft.eventId || 'A new one'}
        open={open.event || isWrong('eventId')}
        onToggle={(event) => setOpen({ ...open, event })}
      >
        <Field label="Event id" error={fields['eventId']} hint={<EventIdHint eventId={draft.eventId} />}>
          <TextInput mono value={draft.eventId} onChange={(eventId) => change({ eventId })} />
        </Field>
      </FormSection>
    </div>
  )
}

function EventIdHint({ eventId }: { eventId: string }) {
  const [found] = placeholdersIn(eventId)
  if (found === undefined) return 'Empty makes a new UUID v7 for each copy'
  return <span className="text-warn">{`An id has no placeholders: ${found} goes out as typed.`}</span>
}

/** What goes out besides; of several endpoints only where all have the same. */
function HeadersOfEndpoints({ headers }: { headers: HeaderList | null }) {
  if (!headers || headers.length === 0) return null
  return (
    <div className="pb-1.5 text-sm text-muted">
      The endpoint adds these; one of the same name below takes its place.
      <ul aria-label="Headers of the endpoint" className="pt-0.5 font-mono">
        {headers.map(([name, value], index) => (
          // The same header may stand there twice.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index} className="truncate">
            <span className="text-code-key">{name}</span>: {value}
          </li>
        ))}
      </ul>
    </div>
  )
}
