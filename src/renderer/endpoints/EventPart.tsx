/** Defaults of new events to it. Each delivery keeps its own copy, so a change counts from the next event on. */
import type { BodyMode, Compression } from '../../shared/model.ts'
import { bodyModeOptions, contentTypes } from '../composer/body-modes.ts'
import { methodOptions } from '../composer/methods.ts'
import { useLive } from '../live/store.ts'
import { compressionOptions } from '../settings/compressions.ts'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import { SuggestInput } from '../ui/SuggestInput.tsx'
import type { PartProps } from './part-props.ts'

export function EventPart({ draft, change, complaints }: PartProps) {
  const settings = useLive((live) => live.settings)
  const inSettings = compressionOptions.find(({ value }) => value === settings.compression)?.label ?? ''
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-start gap-2">
        <Field label="Method" error={complaints['method']} className="w-28 shrink-0">
          <Select
            mono
            value={draft.method}
            options={methodOptions(draft.method)}
            onChange={(method) => change({ method })}
          />
        </Field>
        <Field label="Body" className="w-44 shrink-0">
          <Select<BodyMode>
            value={draft.bodyMode}
            options={bodyModeOptions}
            onChange={(bodyMode) => change({ bodyMode })}
          />
        </Field>
        <Field label="Content type" error={complaints['contentType']} className="flex-1">
          <SuggestInput
            value={draft.contentType}
            suggestions={contentTypes}
            onChange={(contentType) => change({ contentType })}
          />
        </Field>
      </div>
      <Field label="Compression" className="w-74">
        <Select<Compression | 'settings'>
          value={draft.compression ?? 'settings'}
          options={[
            { value: 'settings', label: `As the settings say (${inSettings.toLowerCase()})` },
            ...compressionOptions,
          ]}
          onChange={(next) => change({ compression: next === 'settings' ? null : next })}
        />
      </Field>
    </div>
  )
}
