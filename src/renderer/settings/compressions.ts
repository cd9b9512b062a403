/** The choices of compression, as forms offer them. */
import type { Compression } from '../../shared/model.ts'
import type { SelectOption } from '../ui/Select.tsx'

export const compressionOptions: SelectOption<Compression>[] = [
  { value: 'auto', label: 'Automatic' },
  { value: 'zstd', label: 'Always zstd' },
  { value: 'gzip', label: 'Always gzip' },
  { value: 'off', label: 'Off' },
]
