/** A setting that is one of a few words. Saved when it is chosen. */
import type { ReactNode } from 'react'
import type { Settings } from '../../shared/model.ts'
import { defaultSettings } from '../../shared/settings.ts'
import { useLive } from '../live/store.ts'
import { Select, type SelectOption } from '../ui/Select.tsx'
import { Refused, SettingRow } from './SettingRow.tsx'
import { useSaving } from './use-saving.ts'

type ChoiceName = 'theme' | 'notifications' | 'whenClosed' | 'compression'

interface ChoiceSettingProps<N extends ChoiceName> {
  name: N
  label: string
  /** Of each choice, what it means. */
  hints: Readonly<Record<Settings[N], string>>
  options: SelectOption<Settings[N]>[]
  /** Before it is saved, such as asking the browser. */
  onChosen?: (next: Settings[N]) => void
  /** Below the choice. */
  children?: ReactNode
}

export function ChoiceSetting<N extends ChoiceName>(props: ChoiceSettingProps<N>) {
  const { name, label, hints, options, onChosen, children } = props
  const value = useLive((live) => live.settings[name])
  const saving = useSaving(label)
  const byDefault = options.find((option) => option.value === defaultSettings[name])?.label ?? ''
  return (
    <SettingRow label={label} hint={hints[value]} names={[name]} byDefault={byDefault}>
      <Select
        label={label}
        className="w-52"
        value={value}
        options={options}
        onChange={(next) => {
          onChosen?.(next)
          void saving.save({ [name]: next })
        }}
      />
      <Refused message={saving.refused} />
      {children}
    </SettingRow>
  )
}
