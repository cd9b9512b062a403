/** A setting that is on or off. Saved when it is switched. */
import { useId } from 'react'
import { defaultSettings } from '../../shared/settings.ts'
import { useLive } from '../live/store.ts'
import { Switch } from '../ui/Switch.tsx'
import { Refused, SettingRow } from './SettingRow.tsx'
import { useSaving } from './use-saving.ts'

interface SwitchSettingProps {
  name: 'deleteDelivered' | 'systemCertificates' | 'localApi'
  label: string
  hint: string
}

export function SwitchSetting({ name, label, hint }: SwitchSettingProps) {
  const isOn = useLive((live) => live.settings[name])
  const saving = useSaving(label)
  const id = useId()
  return (
    <SettingRow
      label={label}
      hint={hint}
      htmlFor={id}
      names={[name]}
      byDefault={defaultSettings[name] ? 'on' : 'off'}
    >
      <span className="flex h-7 items-center">
        <Switch
          id={id}
          label={label}
          checked={isOn}
          onChange={(next) => void saving.save({ [name]: next })}
        />
      </span>
      <Refused message={saving.refused} />
    </SettingRow>
  )
}
