/** The way out: as the environment says, none, or a proxy by its URL, which is saved when it is whole. */
import { type KeyboardEvent, useId, useState } from 'react'
import { checkProxy } from '../../shared/checks.ts'
import { useLive } from '../live/store.ts'
import { Select, type SelectOption } from '../ui/Select.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { Refused, SettingRow } from './SettingRow.tsx'
import { useSaving } from './use-saving.ts'

type Choice = 'environment' | 'off' | 'url'

const options: SelectOption<Choice>[] = [
  { value: 'environment', label: 'As the environment says' },
  { value: 'off', label: 'None' },
  { value: 'url', label: 'This one' },
]

const hints: Readonly<Record<Choice, string>> = {
  environment:
    'HTTP_PROXY, HTTPS_PROXY and NO_PROXY, as the application was started with. Targets on this machine never go through one.',
  off: 'Every target is connected to directly.',
  url: 'All but targets on this machine go through it. Its user name and password belong into the environment.',
}

export function ProxySetting() {
  const proxy = useLive((live) => live.settings.proxy)
  const saving = useSaving('Proxy')
  const [typed, setTyped] = useState<string | null>(null)
  const errorId = useId()
  const saved: Choice = proxy === '' ? 'environment' : proxy === 'off' ? 'off' : 'url'
  const choice = typed === null ? saved : 'url'
  const text = typed ?? (saved === 'url' ? proxy : '')
  // An empty one is only not written yet, and `off` is a choice of its own.
  const complaint =
    text.trim() === '' ? null : text === 'off' ? 'Choose “None” for that.' : checkProxy(text)?.message
  const error = complaint ?? saving.refused

  const choose = (next: Choice): void => {
    saving.forgive()
    setTyped(next === 'url' ? text : null)
    if (next !== 'url') void saving.save({ proxy: next === 'off' ? 'off' : '' })
  }
  const commit = async (): Promise<void> => {
    if (typed === null || complaint || text.trim() === '') return
    if (text.trim() === proxy || (await saving.save({ proxy: text.trim() }))) setTyped(null)
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') void commit()
    if (event.key !== 'Escape' || typed === null) return
    event.stopPropagation()
    setTyped(null)
    saving.forgive()
  }
  return (
    <SettingRow long label="Proxy" hint={hints[choice]} names={['proxy']} byDefault="as the environment says">
      <div className="flex flex-col gap-1.5">
        <Select label="Proxy" className="w-52" value={choice} options={options} onChange={choose} />
        {choice === 'url' && (
          <TextInput
            mono
            // Chosen just now, to be written next.
            autoFocus={typed !== null && saved !== 'url'}
            aria-label="URL of the proxy"
            placeholder="http://proxy.example:3128"
            value={text}
            aria-invalid={Boolean(error)}
            aria-describedby={error ? errorId : undefined}
            {...(error ? { 'data-invalid': '' } : {})}
            onChange={(next) => {
              setTyped(next)
              saving.forgive()
            }}
            onBlur={() => void commit()}
            onKeyDown={press}
          />
        )}
      </div>
      <Refused id={errorId} message={error ?? null} />
    </SettingRow>
  )
}
