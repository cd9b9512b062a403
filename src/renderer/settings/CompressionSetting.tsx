/** Whether bodies are compressed where neither the event nor its endpoint says so. */
import type { Compression } from '../../shared/model.ts'
import { useLive } from '../live/store.ts'
import { Select } from '../ui/Select.tsx'
import { compressionOptions } from './compressions.ts'
import { Refused, SettingRow } from './SettingRow.tsx'
import { useSaving } from './use-saving.ts'

const compressionHints: Readonly<Record<Compression, string>> = {
  auto: 'Bodies above 1,024 bytes go out as zstd; an endpoint that cannot read it gets them plain.',
  zstd: 'Bodies above 1,024 bytes go out as zstd, whatever the endpoint answers.',
  gzip: 'Bodies above 1,024 bytes go out as gzip, whatever the endpoint answers.',
  off: 'Bodies go out as they are.',
}

export function CompressionSetting() {
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
      <Refused message={saving.refused} />
    </SettingRow>
  )
}
