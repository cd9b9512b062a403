/** The formats of an export, by their names. */
import type { ExportFormat } from '../../shared/queue-file.ts'
import type { ExportWriter } from './exported.ts'
import { writeCsv } from './write-csv.ts'
import { writeCurl } from './write-curl.ts'
import { writeHar } from './write-har.ts'
import { writeJsonl } from './write-jsonl.ts'

export interface WriterFacts {
  /** The application's. */
  version: string
  userAgent: string
}

export interface Format {
  writer: (facts: WriterFacts) => ExportWriter
  isCompressed: boolean
}

export const formats: Readonly<Record<ExportFormat, Format>> = {
  jsonl: { writer: writeJsonl, isCompressed: false },
  'jsonl.zst': { writer: writeJsonl, isCompressed: true },
  har: { writer: writeHar, isCompressed: false },
  curl: { writer: writeCurl, isCompressed: false },
  csv: { writer: writeCsv, isCompressed: false },
}
