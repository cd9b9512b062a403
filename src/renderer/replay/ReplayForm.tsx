/** The fields of a replay. It holds only which sections are open; the draft is its owner's. */
import { type RefObject, useState } from 'react'
import type { Complaint } from '../../shared/checks.ts'
import type { DeliveryDetail } from '../../shared/model.ts'
import type { EditorHandle } from '../composer/CodeEditor.tsx'
import { isJson } from '../composer/draft.ts'
import { FormSection } from '../composer/FormSection.tsx'
import { HeaderEditor } from '../composer/HeaderEditor.tsx'
import { headersSummary } from '../composer/header-rows.ts'
import { methodOptions } from '../composer/methods.ts'
import { PayloadEditor } from '../composer/PayloadEditor.tsx'
import { useLive } from '../live/store.ts'
import { type Complaints, policyOf } from '../retry/policy-draft.ts'
import { RetryEditor } from '../retry/RetryEditor.tsx'
import { summary } from '../retry/summary.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import { SuggestInput } from '../ui/SuggestInput.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import type { ReplayAs, ReplayDraft } from './replay-draft.ts'
import { ReplayAsChoice } from './ReplayAsChoice.tsx'

interface ReplayFormProps {
  draft: ReplayDraft
  /** The payload is another than that of the event whose id it keeps. */
  isIgnorable: boolean
  change: (change: Partial<ReplayDraft>) => void
  as: ReplayAs
  onAs: (as: ReplayAs) => void
  detail: DeliveryDetail
  complaints: Complaints
  payload: Complaint | null
  editor: RefObject<EditorHandle | null>
}

export function ReplayForm(props: ReplayFormProps) {
  const { draft, change, as, onAs, detail, complaints, payload, editor } = props
  const endpoints = useLive((live) => live.endpoints)
  return (
    <div className="flex flex-col gap-3">
      <ReplayAsChoice value={as} onChange={onAs} />
      <div className="flex flex-col gap-2">
        <div className="flex items-start gap-2">
          <Field label="Method" error={complaints['method']} className="w-24 shrink-0">
            <Select
              mono
              value={draft.method}
              options={methodOptions(draft.method)}
              onChange={(method) => change({ method })}
            />
          </Field>
          <Field label="URL" error={complaints['url']} className="flex-1">
            <SuggestInput
              value={draft.url}
              suggestions={endpoints.map((endpoint) => endpoint.url)}
              onChange={(url) => change({ url })}
              trimmed
            />
          </Field>
        </div>
        <Field
          label="Category"
          error={complaints['category']}
          aside={
            as === 'redeliver' && <span className="text-sm text-faint">stays the same in a redelivery</span>
          }
        >
          <TextInput
            mono
            disabled={as === 'redeliver'}
            value={as === 'redeliver' ? detail.category : draft.category}
            onChange={(category) => change({ category })}
          />
        </Field>
        <PayloadEditor
          className="h-60"
          value={draft.data}
          onChange={(data) => change({ data })}
          language={isJson(detail) ? 'json' : 'text'}
          complaint={payload}
          handle={editor}
          autoFocus
        />
        {props.isIgnorable && <IgnorableNote onNew={() => onAs('new')} />}
      </div>
      <Sections {...props} />
    </div>
  )
}

/** By Standard Webhooks the id is what receivers know a copy by. */
function IgnorableNote({ onNew }: { onNew: () => void }) {
  return (
    <div className="flex items-center gap-2 rounded-sm bg-warn-wash py-0.5 pr-0.5 pl-2 text-sm text-warn">
      <span role="status" className="min-w-0 flex-1">
        A redelivery keeps the event id: a receiver that drops copies ignores the changed payload.
      </span>
      <Button onClick={onNew}>Send as a new event</Button>
    </div>
  )
}

function Sections({ draft, change, complaints }: ReplayFormProps) {
  const { cooldownMs } = useLive((live) => live.settings)
  const [open, setOpen] = useState({ headers: false, retries: false })
  const isWrong = (...names: string[]): boolean =>
    Object.keys(complaints).some((field) => names.includes(field.split('.')[0] ?? field))
  const policy = policyOf(draft.policy)
  return (
    <div className="-mx-4 -mb-4">
      <FormSection
        title="Headers"
        summary={headersSummary(draft.headers)}
        open={open.headers || isWrong('headers')}
        onToggle={(headers) => setOpen({ ...open, headers })}
      >
        <HeaderEditor
          rows={draft.headers}
          complaints={complaints}
          onChange={(headers) => change({ headers })}
        />
      </FormSection>
      <FormSection
        title="Retries"
        summary={policy && summary(policy, cooldownMs)}
        open={open.retries || isWrong('retrySchedule', 'maxAttempts')}
        onToggle={(retries) => setOpen({ ...open, retries })}
      >
        <RetryEditor
          value={draft.policy}
          complaints={complaints}
          cooldownMs={cooldownMs}
          onChange={(next) => change({ policy: next })}
        />
      </FormSection>
    </div>
  )
}
