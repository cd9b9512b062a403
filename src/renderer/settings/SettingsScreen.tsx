/** All settings on one page. Each is saved by itself; there is no button to forget. */
import { Copy } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import type { Compression } from '../../shared/model.ts'
import { useLive } from '../live/store.ts'
import { copyText } from '../ui/copy-text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Select, type SelectOption } from '../ui/Select.tsx'
import { showToast } from '../ui/Toast.tsx'
import { LineSetting } from './LineSetting.tsx'
import { RetrySetting } from './RetrySetting.tsx'
import { SettingRow } from './SettingRow.tsx'
import { useSaving } from './use-saving.ts'

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
          <Group title="About">
            <SettingRow label="Version" hint="Webhook Dispatcher">
              <span className="font-mono text-sm leading-7 select-text">{version}</span>
            </SettingRow>
            <DataFolder />
          </Group>
        </div>
      </div>
    </div>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="pt-4">
      <h2 id={id} className="border-b border-line pb-1 text-sm font-semibold text-muted">
        {title}
      </h2>
      <div className="divide-y divide-line">{children}</div>
    </section>
  )
}

const compressionOptions: SelectOption<Compression>[] = [
  { value: 'auto', label: 'Automatic' },
  { value: 'zstd', label: 'Always zstd' },
  { value: 'gzip', label: 'Always gzip' },
  { value: 'off', label: 'Off' },
]

const compressionHints: Readonly<Record<Compression, string>> = {
  auto: 'Bodies above 1,024 bytes go out as zstd; an endpoint that cannot read it gets them plain.',
  zstd: 'Bodies above 1,024 bytes go out as zstd, whatever the endpoint answers.',
  gzip: 'Bodies above 1,024 bytes go out as gzip, whatever the endpoint answers.',
  off: 'Bodies go out as they are.',
}

function CompressionSetting() {
  const compression = useLive((live) => live.settings.compression)
  const saving = useSaving()
  return (
    <SettingRow label="Compression" hint={compressionHints[compression]} saved={saving.saved}>
      <Select
        label="Compression"
        className="w-40"
        value={compression}
        options={compressionOptions}
        onChange={(next) => void saving.save({ compression: next })}
      />
      {saving.refused && (
        <p role="alert" className="pt-1 text-sm text-bad">
          {saving.refused}
        </p>
      )}
    </SettingRow>
  )
}

function DataFolder() {
  const dataDir = useLive((live) => live.dataDir)
  return (
    <SettingRow
      long
      label="Data folder"
      hint="The queue and these settings. Choose another at start with --data-dir."
    >
      <div className="flex items-start gap-1">
        <span className="min-w-0 flex-1 py-1 font-mono text-sm leading-5 break-all select-text">
          {dataDir}
        </span>
        <IconButton
          label="Copy the path"
          size="md"
          icon={<Copy />}
          onClick={() => void copyText(dataDir).then(() => showToast({ title: 'Path copied' }))}
        />
      </div>
    </SettingRow>
  )
}
