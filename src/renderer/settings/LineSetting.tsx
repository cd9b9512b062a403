/** A setting of one line. Saved on Enter and when the focus leaves; Escape brings the saved value back. */
import { type KeyboardEvent, useId, useState } from 'react'
import { defaultSettings } from '../../shared/settings.ts'
import { useLive } from '../live/store.ts'
import { TextInput } from '../ui/TextInput.tsx'
import { type LineKey, lineFields } from './fields.ts'
import { Refused, SettingRow } from './SettingRow.tsx'
import { useSaving } from './use-saving.ts'

interface LineSettingProps {
  name: LineKey
  /** Stands in an empty field, such as the value that is used then. */
  placeholder?: string
  /** Another setting leaves it without effect. */
  disabled?: boolean
}

export function LineSetting({ name, placeholder, disabled = false }: LineSettingProps) {
  const field = lineFields[name]
  const settings = useLive((live) => live.settings)
  const saving = useSaving(field.label)
  /** Null: nothing is being typed, the saved value is shown, also when another window changes it. */
  const [typed, setTyped] = useState<string | null>(null)
  const id = useId()
  const errorId = useId()
  const text = typed ?? field.show(settings)
  const read = field.read(text)
  const error = read.ok ? saving.refused : read.message

  const commit = async (): Promise<void> => {
    if (typed === null || !read.ok) return
    if (read.change[name] === settings[name] || (await saving.save(read.change))) setTyped(null)
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') void commit()
    if (event.key !== 'Escape' || typed === null) return
    event.stopPropagation()
    setTyped(null)
    saving.forgive()
  }
  return (
    <SettingRow
      label={field.label}
      hint={field.hint}
      htmlFor={id}
      names={[name]}
      byDefault={field.show(defaultSettings)}
      long={field.long ?? false}
    >
      <div className="flex items-center gap-2">
        <TextInput
          id={id}
          mono
          className={field.long ? 'w-full' : 'w-40'}
          value={text}
          disabled={disabled}
          placeholder={placeholder ?? ''}
          aria-invalid={error !== null}
          aria-describedby={error === null ? undefined : errorId}
          {...(error === null ? {} : { 'data-invalid': '' })}
          onChange={(next) => {
            setTyped(next)
            saving.forgive()
          }}
          onBlur={() => void commit()}
          onKeyDown={press}
        />
        {field.unit && <span className="text-sm text-muted">{field.unit}</span>}
      </div>
      <Refused id={errorId} message={error} />
    </SettingRow>
  )
}
