/** The fields of an endpoint: its name and URL, and folded what is seldom agreed. It holds only which parts are open. */
import { type ReactNode, type RefObject, useState } from 'react'
import { FormSection } from '../composer/FormSection.tsx'
import { HeaderEditor } from '../composer/HeaderEditor.tsx'
import { useLive } from '../live/store.ts'
import { type Complaints, draftOf, policyOf } from '../retry/policy-draft.ts'
import { RetryEditor } from '../retry/RetryEditor.tsx'
import { summary } from '../retry/summary.ts'
import { Field } from '../ui/Field.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { ConnectionPart } from './ConnectionPart.tsx'
import type { EndpointDraft } from './endpoint-draft.ts'
import type { PartProps } from './part-props.ts'
import { EventPart } from './EventPart.tsx'
import { FailurePart } from './FailurePart.tsx'
import { connectionSummary, eventSummary, failureSummary, paceSummary } from './part-summaries.ts'
import { PacePart } from './PacePart.tsx'

interface EndpointFormProps extends PartProps {
  /** As it was when the form was opened. */
  before: EndpointDraft
  firstRef: RefObject<HTMLInputElement | null>
}

export function EndpointForm(props: EndpointFormProps) {
  const { draft, change, complaints, before, firstRef } = props
  const hasMoved = before.url !== '' && draft.url !== before.url
  return (
    <div>
      <div className="flex items-start gap-2 pb-3">
        <Field label="Name" error={complaints['name']} className="w-56 shrink-0">
          <TextInput
            ref={firstRef}
            value={draft.name}
            placeholder={before.name === '' ? 'as its URL' : ''}
            onChange={(name) => change({ name })}
          />
        </Field>
        <Field
          label="URL"
          error={complaints['url']}
          hint={hasMoved ? 'What was accepted before still goes to the old URL.' : undefined}
          className="flex-1"
        >
          <TextInput
            mono
            value={draft.url}
            placeholder="http://localhost:3000/hooks"
            onChange={(url) => change({ url })}
            onBlur={() => change({ url: draft.url.trim() })}
          />
        </Field>
      </div>
      <div className="-mx-4 -mb-4">
        <Parts {...props} />
      </div>
    </div>
  )
}

/** A part is never folded while something in it is wrong. */
function Parts(props: EndpointFormProps) {
  const { draft, change, complaints } = props
  const settings = useLive((live) => live.settings)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const part = (name: string, options: { summary: string; fields: string[]; content: ReactNode }) => (
    <FormSection
      title={name}
      summary={options.summary}
      open={open.has(name) || isWrong(complaints, options.fields)}
      onToggle={(isOpen) =>
        setOpen(isOpen ? new Set([...open, name]) : new Set([...open].filter((each) => each !== name)))
      }
    >
      {options.content}
    </FormSection>
  )
  const policy = draft.policy ? policyOf(draft.policy) : settings
  const retries = policy ? summary(policy, settings.cooldownMs) : ''
  return (
    <>
      {part('Pace', {
        summary: paceSummary(draft),
        fields: ['concurrency', 'rateLimit'],
        content: <PacePart {...props} />,
      })}
      {part('When it fails', {
        summary: failureSummary(draft),
        fields: ['breaker', 'jitterPercent'],
        content: <FailurePart {...props} />,
      })}
      {part('Retries of new events', {
        summary: draft.policy ? retries : `As the settings say: ${retries}`,
        fields: ['retrySchedule', 'maxAttempts'],
        content: (
          <RetryEditor
            value={draft.policy ?? draftOf(settings)}
            onChange={(next) => change({ policy: next })}
            complaints={complaints}
            cooldownMs={settings.cooldownMs}
            jitterPercent={complaints['jitterPercent'] ? 0 : Number(draft.jitter)}
            onJitter={(jitter) => change({ jitter })}
            onReset={draft.policy ? () => change({ policy: null }) : undefined}
            resetLabel="As in the settings"
          />
        ),
      })}
      {part('Requests of new events', {
        summary: eventSummary(draft),
        fields: ['method', 'bodyMode', 'contentType', 'compression'],
        content: <EventPart {...props} />,
      })}
      {part('Headers of new events', {
        summary: draft.headers.map(({ name }) => name).join(', ') || 'Only the usual ones',
        fields: ['headers'],
        content: (
          <HeaderEditor
            rows={draft.headers}
            complaints={complaints}
            onChange={(headers) => change({ headers })}
          />
        ),
      })}
      {part('Connection', {
        summary: connectionSummary(draft),
        fields: ['requestTimeoutMs', 'connectTimeoutMs', 'transport'],
        content: <ConnectionPart {...props} />,
      })}
    </>
  )
}

function isWrong(complaints: Complaints, names: readonly string[]): boolean {
  return Object.keys(complaints).some((field) => names.includes(field.split('.')[0] ?? field))
}
