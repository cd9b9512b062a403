/** The composer's left half: where an event goes, what it is called, its payload; below it what is seldom needed. */
import type { RefObject } from 'react'
import type { BodyMode } from '../../shared/model.ts'
import { deliveryList } from '../live/deliveries.ts'
import { Field } from '../ui/Field.tsx'
import { Select, type SelectOption } from '../ui/Select.tsx'
import { SuggestInput } from '../ui/SuggestInput.tsx'
import { bodyModeOptions, contentTypes } from './body-modes.ts'
import type { EditorHandle } from './CodeEditor.tsx'
import { ComposerSections } from './ComposerSections.tsx'
import { type Draft, goesToEndpoints, isJson, usual } from './draft.ts'
import { methodOptions } from './methods.ts'
import { PayloadEditor } from './PayloadEditor.tsx'
import { PlaceholderNote } from './PlaceholderNote.tsx'
import { agreed, checkedMode } from './resolve.ts'
import { TargetField } from './TargetField.tsx'
import type { ShownComplaints } from './use-complaints.ts'
import type { Targets } from './use-targets.ts'

export interface ComposerFormProps {
  draft: Draft
  change: (change: Partial<Draft>) => void
  complaints: ShownComplaints
  targets: Targets
  editor: RefObject<EditorHandle | null>
  /** The first empty field when the composer opened; null: the payload. */
  first: 'url' | 'category' | null
  firstRef: RefObject<HTMLInputElement | null>
  onCurl: (text: string) => void
}

export function ComposerForm(props: ComposerFormProps) {
  const { draft, change, complaints, targets, editor, first, firstRef, onCurl } = props
  const { fields } = complaints
  const categories = deliveryList((list) => list.categories)
  const bodyMode = checkedMode(draft, targets.chosen)
  const contentType = draft.contentType ?? agreed(targets.chosen, 'contentType') ?? usual.contentType
  return (
    <div className="flex min-h-0 min-w-0 flex-col overflow-y-auto border-r border-line">
      <div className="flex shrink-0 grow basis-80 flex-col gap-2 px-4 pt-2 pb-3">
        <div className="flex items-start gap-2">
          <Method {...props} />
          <TargetField
            draft={draft}
            change={change}
            complaints={fields}
            targets={targets}
            inputRef={first === 'url' ? firstRef : undefined}
            onCurl={onCurl}
          />
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
          <Body {...props} />
          {bodyMode === 'raw' && (
            <Field label="Content type" error={fields['contentType']} className="flex-1">
              <SuggestInput
                value={draft.contentType ?? ''}
                placeholder={contentType}
                suggestions={contentTypes}
                onChange={(next) => change({ contentType: next === '' ? null : next })}
              />
            </Field>
          )}
        </div>
        <PayloadEditor
          className="min-h-40 flex-1"
          value={draft.data}
          onChange={(data) => change({ data })}
          language={isJson({ bodyMode, contentType }) ? 'json' : 'text'}
          complaint={complaints.payload}
          handle={editor}
          placeholders={draft.placeholders}
          autoFocus={first === null}
        />
        <PlaceholderNote draft={draft} onChange={(placeholders) => change({ placeholders })} />
      </div>
      <ComposerSections {...props} />
    </div>
  )
}

/** Stands for null in a list of choices. */
const own = 'own'

/** `Its own: POST`, `Their own`. */
function ownLabel({ chosen }: Targets, agreed: string | null | undefined): string {
  const whose = chosen.length === 1 ? 'Its own' : 'Their own'
  return agreed ? `${whose}: ${agreed}` : whose
}

function Method({ draft, change, complaints, targets }: ComposerFormProps) {
  const error = complaints.fields['method']
  if (!goesToEndpoints(draft)) {
    const method = draft.method ?? usual.method
    return (
      <Field label="Method" error={error} className="w-24 shrink-0">
        <Select
          mono
          value={method}
          options={methodOptions(method)}
          onChange={(next) => change({ method: next })}
        />
      </Field>
    )
  }
  const inherited = agreed(targets.chosen, 'method')
  const options = methodOptions(draft.method ?? usual.method)
  return (
    <Field label="Method" error={error} className="w-38 shrink-0">
      <Select
        value={draft.method ?? own}
        options={[{ value: own, label: ownLabel(targets, inherited) }, ...options]}
        onChange={(method) => change({ method: method === own ? null : method })}
      />
    </Field>
  )
}

function Body({ draft, change, targets }: ComposerFormProps) {
  const inherited = agreed(targets.chosen, 'bodyMode')
  const name = bodyModeOptions.find(({ value }) => value === inherited)?.label.toLowerCase()
  const ofEndpoints: SelectOption<BodyMode | typeof own>[] = [{ value: own, label: ownLabel(targets, name) }]
  return (
    <Field label="Body" className="w-48 shrink-0">
      <Select<BodyMode | typeof own>
        value={draft.bodyMode ?? (goesToEndpoints(draft) ? own : usual.bodyMode)}
        options={[...(goesToEndpoints(draft) ? ofEndpoints : []), ...bodyModeOptions]}
        onChange={(mode) => change({ bodyMode: mode === own ? null : mode, contentType: null })}
      />
    </Field>
  )
}
