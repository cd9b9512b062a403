/** All settings on one page, to be searched. Each is saved by itself; there is no button to forget. */
import { Search } from 'lucide-react'
import { useLive } from '../live/store.ts'
import { Button } from '../ui/Button.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { ApplicationGroup } from './ApplicationGroup.tsx'
import { CompressionSetting } from './CompressionSetting.tsx'
import { DatabaseRow } from './DatabaseRow.tsx'
import { DataFolder } from './DataFolder.tsx'
import { Group, groupId, groupTitles } from './Group.tsx'
import { LineSetting } from './LineSetting.tsx'
import { LocalApiGroup } from './LocalApiGroup.tsx'
import { LogSetting } from './LogSetting.tsx'
import { ProxySetting } from './ProxySetting.tsx'
import { RetrySetting } from './RetrySetting.tsx'
import { SettingRow } from './SettingRow.tsx'
import { settingsTextId, settingsView } from './settings-view.ts'
import { SwitchSetting } from './SwitchSetting.tsx'

export function SettingsScreen() {
  return (
    <div className="@container flex h-full flex-col">
      <Toolbar />
      <div className="flex min-h-0 flex-1">
        <div className="min-w-0 flex-1 overflow-y-auto px-4 pb-6">
          <div className="peer max-w-200">
            <Groups />
          </div>
          <NothingFound />
        </div>
        <GroupList />
      </div>
    </div>
  )
}

function Toolbar() {
  const { text } = settingsView()
  return (
    <div role="search" className="flex h-10 shrink-0 items-center gap-4 border-b border-line px-4">
      <h1 className="text-base font-semibold">Settings</h1>
      <TextInput
        id={settingsTextId}
        aria-label="Search the settings"
        placeholder="Search"
        size="sm"
        icon={<Search />}
        className="max-w-72 min-w-24 flex-1"
        value={text}
        onChange={(next) => settingsView.setState({ text: next })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') settingsView.setState({ text: '' })
        }}
      />
    </div>
  )
}

function GroupList() {
  return (
    <nav aria-label="Groups of settings" className="w-36 shrink-0 py-4 pr-4 @max-[900px]:hidden">
      <ul>
        {groupTitles.map((title) => (
          <li key={title}>
            <button
              type="button"
              className="w-full rounded-sm px-2 py-0.5 text-left text-sm text-muted hover:bg-hover hover:text-fg"
              onClick={() => {
                settingsView.setState({ text: '' })
                requestAnimationFrame(() => document.getElementById(groupId(title))?.scrollIntoView())
              }}
            >
              {title}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Shown by the look alone: it depends on which rows are there. */
function NothingFound() {
  const { text } = settingsView()
  return (
    <div className="hidden flex-col items-center gap-3 p-10 text-center peer-not-has-data-setting:flex">
      <p className="text-muted">No setting is found by “{text}”.</p>
      <Button onClick={() => settingsView.setState({ text: '' })}>Show all settings</Button>
    </div>
  )
}

function Groups() {
  const version = useLive((live) => live.version)
  return (
    <>
      <ApplicationGroup />
      <Group title="Sending">
        <LineSetting name="concurrency" />
        <LineSetting name="requestTimeoutMs" />
        <LineSetting name="connectTimeoutMs" />
      </Group>
      <Group title="Retries">
        <RetrySetting />
        <LineSetting name="cooldownMs" />
      </Group>
      <Group title="Requests">
        <LineSetting name="userAgent" placeholder={`WebhookDispatcher/${version}`} />
        <CompressionSetting />
      </Group>
      <Keep />
      <Group title="Network">
        <ProxySetting />
        <SwitchSetting
          name="systemCertificates"
          label="Authorities of this system"
          hint="Trusts what the operating system trusts, besides the authorities that come with the application. An endpoint can name one of its own."
        />
      </Group>
      <LocalApiGroup />
      <Group title="Log">
        <LogSetting />
      </Group>
      <Group title="About">
        <SettingRow label="Version" hint="Webhook Dispatcher">
          <span className="font-mono text-sm leading-7 select-text">{version}</span>
        </SettingRow>
        <DataFolder />
        <DatabaseRow />
      </Group>
    </>
  )
}

function Keep() {
  const atOnce = useLive((live) => live.settings.deleteDelivered)
  return (
    <Group title="Keep">
      <SwitchSetting
        name="deleteDelivered"
        label="Delete delivered ones at once"
        hint="Their events, requests and answers are gone when a 2xx has come. Failed, canceled and held ones are always kept until you delete them."
      />
      <LineSetting name="keepDeliveredDays" placeholder="for ever" disabled={atOnce} />
      <LineSetting name="keepDeliveredCount" placeholder="all" disabled={atOnce} />
    </Group>
  )
}
