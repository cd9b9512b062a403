/** Where a replay of many goes, and how fast. */
import type { Ref } from 'react'
import { EndpointSelect } from '../endpoints/EndpointSelect.tsx'
import { useLive } from '../live/store.ts'
import type { Complaints } from '../retry/policy-draft.ts'
import { Field } from '../ui/Field.tsx'
import { Segments } from '../ui/Segments.tsx'
import { Select } from '../ui/Select.tsx'
import { SuggestInput } from '../ui/SuggestInput.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { lastDueText, type ManyDraft } from './many-draft.ts'

interface ManyFieldsProps {
  draft: ManyDraft
  change: (change: Partial<ManyDraft>) => void
  complaints: Complaints
  /** How many there are; null while that is counted. */
  count: number | null
  field: Ref<HTMLInputElement>
}

export function ManyFields(props: ManyFieldsProps) {
  const { draft, change } = props
  return (
    <>
      <div className="flex flex-col gap-2">
        <Labelled label="Where to">
          <Segments
            label="Where to"
            value={draft.to}
            options={[
              { value: 'origin', label: 'Each as before' },
              { value: 'url', label: 'Another URL' },
              { value: 'endpoint', label: 'An endpoint' },
            ]}
            onChange={(to) => change({ to })}
          />
        </Labelled>
        <Place {...props} />
      </div>
      <Rate {...props} />
    </>
  )
}

function Labelled({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-1">
      <span className="text-sm text-muted" aria-hidden>
        {label}
      </span>
      {children}
    </div>
  )
}

function Place({ draft, change, complaints, field }: ManyFieldsProps) {
  const endpoints = useLive((live) => live.endpoints)
  if (draft.to === 'origin') return null
  if (draft.to === 'url') {
    return (
      <Field label="Target" error={complaints['url']}>
        <SuggestInput
          inputRef={field}
          value={draft.url}
          placeholder="http://localhost:3000/hooks"
          suggestions={endpoints.map((endpoint) => endpoint.url)}
          onChange={(url) => change({ url })}
          trimmed
        />
      </Field>
    )
  }
  return (
    <Field
      label="Endpoint"
      error={complaints['endpointId']}
      hint="Goes as an event to it would: its method, headers, body and retries in place of their own."
    >
      <EndpointSelect value={draft.endpointId} onChange={(endpointId) => change({ endpointId })} />
    </Field>
  )
}

function Rate({ draft, change, complaints, count }: ManyFieldsProps) {
  const isPaced = draft.pace !== 'limits'
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-start gap-2">
        <Field label="How fast" className="w-64">
          <Select
            value={draft.pace}
            options={[
              { value: 'limits', label: 'As fast as the limits allow' },
              { value: 'second', label: 'So many per second' },
              { value: 'minute', label: 'So many per minute' },
            ]}
            onChange={(pace) => change({ pace })}
          />
        </Field>
        {isPaced && (
          <Field
            label={draft.pace === 'second' ? 'Per second' : 'Per minute'}
            error={complaints['rateLimit']}
            className="flex-1"
          >
            <TextInput
              inputMode="numeric"
              className="w-24"
              value={draft.perPace}
              onChange={(perPace) => change({ perPace })}
            />
          </Field>
        )}
      </div>
      {isPaced && (
        <p className="text-sm text-faint">
          First attempts become due one after the other. {lastDueText(draft, count)}
        </p>
      )}
    </div>
  )
}
