/** An export while a person fills it in: of what, as what, with what. Pure. */
import type { CommandInput, DeliveryFilter } from '../../shared/commands.ts'
import { type ExportFormat, takesAttempts } from '../../shared/queue-file.ts'

export type ExportScope = 'selected' | 'found' | 'all'

export interface ExportDraft {
  scope: ExportScope
  format: ExportFormat
  withAttempts: boolean
  withSecrets: boolean
}

/** What each scope stands for. */
export interface ExportScopes {
  ids: readonly string[]
  filter: DeliveryFilter
}

interface FormatWords {
  value: ExportFormat
  title: string
  /** What it is for, in a sentence. */
  detail: string
  /** Of the file's name, without the dot. */
  extension: string
}

export const exportFormatWords: readonly FormatWords[] = [
  {
    value: 'jsonl',
    title: 'JSON Lines',
    detail: 'To import again, here or with the Go package.',
    extension: 'jsonl',
  },
  {
    value: 'jsonl.zst',
    title: 'JSON Lines zstd',
    detail: 'The same, compressed: for large queues, for keeping.',
    extension: 'jsonl.zst',
  },
  {
    value: 'har',
    title: 'HAR',
    detail: 'Requests and answers, for a browser’s network panel.',
    extension: 'har',
  },
  {
    value: 'curl',
    title: 'cURL script',
    detail: 'A command a delivery, for a shell or a report.',
    extension: 'sh',
  },
  {
    value: 'csv',
    title: 'CSV',
    detail: 'A row a delivery, without payloads, for a table.',
    extension: 'csv',
  },
]

/** `webhooks-2026-11-28.jsonl`, by the clock of this machine. */
export function suggestedName(format: ExportFormat, at: Date): string {
  const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-')
  const extension = exportFormatWords.find(({ value }) => value === format)?.extension ?? format
  return `webhooks-${day}.${extension}`
}

export function exportRequest(
  { scope, format, withAttempts, withSecrets }: ExportDraft,
  { ids, filter }: ExportScopes,
  place: { file: string; overwrite: boolean },
): CommandInput<'queue.export'> {
  return {
    ...place,
    format,
    ...(scope === 'selected' ? { ids: [...ids] } : scope === 'found' ? { filter } : {}),
    withAttempts: withAttempts && takesAttempts(format),
    withSecrets,
  }
}

/** The last part of a path of either kind. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) || path
}
