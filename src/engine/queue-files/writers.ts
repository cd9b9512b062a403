/** The formats of an export, by their names. */
import type { ExportFormat } from '../../shared/queue-file.ts'
import type { ExportWriter } from './exported.ts'
import { writeJsonl } from './write-jsonl.ts'

export interface FormatParts {
  writer: () => ExportWriter
  isCompressed: boolean
}

export const formats: Readonly<Record<ExportFormat, FormatParts>> = {
  jsonl: { writer: writeJsonl, isCompressed: false },
  'jsonl.zst': { writer: writeJsonl, isCompressed: true },
  har: { writer: writeJsonl, isCompressed: false },
  curl: { writer: writeJsonl, isCompressed: false },
  csv: { writer: writeJsonl, isCompressed: false },
}
