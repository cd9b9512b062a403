/** What is written to the log, and the way to read it. */
import { ScrollText } from 'lucide-react'
import type { LogLevel } from '../../shared/log.ts'
import { goTo } from '../app/navigation.ts'
import { useLive } from '../live/store.ts'
import { Button } from '../ui/Button.tsx'
import { Select, type SelectOption } from '../ui/Select.tsx'
import { Refused, SettingRow } from './SettingRow.tsx'
import { useSaving } from './use-saving.ts'

const levels: SelectOption<LogLevel>[] = [
  { value: 'off', label: 'Off' },
  { value: 'error', label: 'Errors' },
  { value: 'warn', label: 'Warnings' },
  { value: 'info', label: 'Info' },
  { value: 'debug', label: 'Debug' },
]

const hints: Readonly<Record<LogLevel, string>> = {
  off: 'Nothing is written.',
  error: 'Defects alone.',
  warn: 'Defects, and what a person should look at.',
  info: 'Defects, warnings, what was asked for by hand, and what failed for good.',
  debug: 'Every attempt too: a busy queue fills the log within an hour.',
}

export function LogSetting() {
  const level = useLive((live) => live.settings.logLevel)
  const saving = useSaving('Log level')
  return (
    <SettingRow
      label="Level"
      hint={`${hints[level]} Payloads, headers and secrets are never written.`}
      names={['logLevel']}
      byDefault="Info"
    >
      <div className="flex items-center gap-2">
        <Select
          label="Log level"
          className="w-40"
          value={level}
          options={levels}
          onChange={(next) => void saving.save({ logLevel: next })}
        />
        <Button size="md" icon={<ScrollText />} onClick={() => goTo('log')}>
          Open the log
        </Button>
      </div>
      <Refused message={saving.refused} />
    </SettingRow>
  )
}
