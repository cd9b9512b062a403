/** All settings on one page. Each is saved by itself; there is no button to forget. */
import { useLive } from '../live/store.ts'
import { CompressionSetting } from './CompressionSetting.tsx'
import { DatabaseRow } from './DatabaseRow.tsx'
import { DataFolder } from './DataFolder.tsx'
import { Group } from './Group.tsx'
import { LineSetting } from './LineSetting.tsx'
import { LogSetting } from './LogSetting.tsx'
import { ProxySetting } from './ProxySetting.tsx'
import { RetrySetting } from './RetrySetting.tsx'
import { SettingRow } from './SettingRow.tsx'
import { SwitchSetting } from './SwitchSetting.tsx'

export function SettingsScreen() {
  const version = useLive((live) => live.version)
  return (
    <div className="flex h-full flex-col">
      <div className="flex h-10 shrink-0 items-center border-b border-line px-4">
        <h1 className="text-base font-semibold">Settings</h1>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-6">
        <div className="max-w-200">
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
        </div>
      </div>
    </div>
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
