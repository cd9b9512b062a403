/** The composer's left half: the event's fields. It holds only which sections are open; the draft is its owner's. */
import { type RefObject, useState } from 'react'
import type { BodyMode, Settings } from '../../shared/model.ts'
import { deliveryList } from '../live/deliveries.ts'
import { useLive } from '../live/store.ts'
import { draftOf, policyOf } from '../retry/policy-draft.ts'
import { RetryEditor } from '../retry/RetryEditor.tsx'
import { summary } from '../retry/summary.ts'
import { Field } from '../ui/Field.tsx'
import { Select, type SelectOption } from '../ui/Select.tsx'
import { SuggestInput } from '../ui/SuggestInput.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import type { EditorHandle } from './CodeEditor.tsx'
import { type Draft, isJson } from './draft.ts'
import { FormSection } from './FormSection.tsx'
import { HeaderEditor } from './HeaderEditor.tsx'
import { headersSummary } from './header-rows.ts'
import { methodOptions } from './methods.ts'
import { PayloadEditor } from './PayloadEditor.tsx'
import type { ShownComplaints } from './use-complaints.ts'

interface ComposerFormProps {
  draft: Draft
  change: (change: Partial<Draft>) => void
  complaints: ShownComplaints
  editor: RefObject<EditorHandle | null>
  /** The first empty field when the composer opened; null: the payload. */
  first: 'url' | 'category' | null
  firstRef: RefObject<HTMLInputElement | null>
  changedAt: number
}

export function ComposerForm(props: ComposerFormProps) {
  const { draft, change, complaints, editor, first, firstRef } = props
  const { fields } = complaints
  const endpoints = useLive((live) => live.endpoints)
  const categories = deliveryList((list) => list.categories)
  return (
    <div className="flex min-h-0 min-w-0 flex-col overflow-y-auto border-r border-line">
      <div className="flex min-h-80 flex-1 flex-col gap-2 px-4 pt-2 pb-3">
        <div className="flex items-start gap-2">
          <Field label="Method" error={fields['method']} className="w-24 shrink-0">
            <Select
              value={draft.method}
              mono
              options={methodOptions(draft.method)}
              onChange={(method) => change({ method })}
            />
          </Field>
          <Field label="URL" error={fields['url']} className="flex-1">
            <SuggestInput
              inputRef={first === 'url' ? firstRef : undefined}
              value={draft.url}
              placeholder="http://localhost:3000/hooks"
              suggestions={endpoints.map((endpoint) => endpoint.url)}
              onChange={(url) => change({ url })}
              trimmed
            />
          </Field>
        </div>
        <div className="flex items-start gap-2">
          <Field label="Category" error={fields['category']} className="flex-1">
            <SuggestInput
              inputRef={first === 'category' ? firstRef : undefined}
              value={draft.category}
              placeholder="order.created"
              suggestions={categories}
              onChange={(category) => change({ category })}
            />
          </Field>
          <Field label="Body" className="w-44 shrink-0">
            <Select
              value={draft.bodyMode}
              options={bodyModeOptions}
              onChange={(bodyMode) => change({ bodyMode })}
            />
          </Field>
          {draft.bodyMode === 'raw' && (
            <Field label="Content type" error={fields['contentType']} className="flex-1">
              <SuggestInput
                value={draft.contentType}
                suggestions={contentTypes}
                onChange={(contentType) => change({ contentType })}
              />
            </Field>
          )}
        </div>
        <PayloadEditor
          className="min-h-40 flex-1"
          value={draft.data}
          onChange={(data) => change({ data })}
          language={isJson(draft) ? 'json' : 'text'}
          complaint={complaints.payload}
          handle={editor}
          autoFocus={first === null}
        />
      </div>
      <Sections {...props} />
    </div>
  )
}

/** What is seldom needed: folded, but never while something in it is wrong. */
function Sections({ draft, change, complaints, changedAt }: ComposerFormProps) {
  const settings = useLive((live) => live.settings)
  const [open, setOpen] = useState({ headers: draft.headers.length > 0, retries: false, event: false })
  const { fields } = complaints
  const isWrong = (...names: string[]): boolean =>
    Object.keys(fields).some((field) => names.includes(field.split('.')[0] ?? field))
  const policy = draft.policy ?? draftOf(settings)
  return (
    <div className="shrink-0">
      <FormSection
        title="Headers"
        summary={headersSummary(draft.headers)}
        open={open.headers || isWrong('headers')}
        onToggle={(headers) => setOpen({ ...open, headers })}
      >
        <HeaderEditor rows={draft.headers} complaints={fields} onChange={(headers) => change({ headers })} />
      </FormSection>
      <FormSection
        title="Retries"
        summary={retriesSummary(draft, settings, changedAt)}
        open={open.retries || isWrong('retrySchedule', 'maxAttempts')}
        onToggle={(retries) => setOpen({ ...open, retries })}
      >
        <RetryEditor
          value={policy}
          onChange={(next) => change({ policy: next })}
          complaints={fields}
          cooldownMs={settings.cooldownMs}
          onReset={draft.policy ? () => change({ policy: null }) : undefined}
          resetLabel="As in the settings"
        />
      </FormSection>
      <FormSection
        title="Event id and copies"
        summary={`${draft.eventId || 'New id'}, ${draft.copies === '1' ? '1 copy' : `${draft.copies} copies`}`}
        open={open.event || isWrong('eventId', 'copies')}
        onToggle={(event) => setOpen({ ...open, event })}
      >
        <div className="flex items-start gap-2">
          <Field
            label="Event id"
            error={fields['eventId']}
            hint="Empty makes a new UUID v7"
            className="flex-1"
          >
            <TextInput mono value={draft.eventId} onChange={(eventId) => change({ eventId })} />
          </Field>
          <Field
            label="Copies"
            error={fields['copies']}
            hint="Each has an id of its own"
            className="w-44 shrink-0"
          >
            <TextInput
              mono
              inputMode="numeric"
              value={draft.copies}
              onChange={(copies) => change({ copies })}
            />
          </Field>
        </div>
      </FormSection>
    </div>
  )
}

const bodyModeOptions: SelectOption<BodyMode>[] = [
  { value: 'envelope', label: 'Envelope' },
  { value: 'standard', label: 'Standard Webhooks' },
  { value: 'raw', label: 'Raw payload' },
]

const contentTypes = [
  'application/json',
  'application/x-www-form-urlencoded',
  'application/xml',
  'text/plain',
]

function retriesSummary(draft: Draft, settings: Settings, now: number): string {
  const policy = draft.policy ? policyOf(draft.policy) : settings
  return policy ? summary(policy, { cooldownMs: settings.cooldownMs, now }) : ''
}
