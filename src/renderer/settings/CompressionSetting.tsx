/** Whether bodies are compressed where neither the event nor its endpoint says so. */
import type { Compression } from '../../shared/model.ts'
import { ChoiceSetting } from './ChoiceSetting.tsx'
import { compressionOptions } from './compressions.ts'

const hints: Readonly<Record<Compression, string>> = {
  auto: 'Bodies above 1,024 bytes go out as zstd; an endpoint that cannot read it gets them plain.',
  zstd: 'Bodies above 1,024 bytes go out as zstd, whatever the endpoint answers.',
  gzip: 'Bodies above 1,024 bytes go out as gzip, whatever the endpoint answers.',
  off: 'Bodies go out as they are.',
}

export function CompressionSetting() {
  return <ChoiceSetting name="compression" label="Compression" hints={hints} options={compressionOptions} />
}
