/** A file that is open for an import: what it is, and its deliveries one after the other. */
import type { ImportFormat } from '../../shared/queue-file.ts'
import type { FileItem } from './file-delivery.ts'

export interface Source {
  readonly format: ImportFormat
  readonly isCompressed: boolean
  /** Of a bbolt database: the one that is read, and all that there are. */
  readonly bucket: string | null
  readonly buckets: string[]
  readonly sizeBytes: number
  /** For telling how far it is. */
  bytesRead(): number
  /** All of them, once. Throws `file_truncated`, `file_invalid`, `file_hostile`, `file_changed`, `bbolt_damaged`. */
  items(): AsyncGenerator<FileItem>
  close(): Promise<void>
}

/** Of one delivery: the largest payload, once as JSON and once as a text, and what attempts got. */
export const longestPieceBytes = 96 * 1024 * 1024

export const tooLong = {
  code: 'line_too_long',
  message: `It is longer than ${longestPieceBytes / 1024 / 1024} MB.`,
}

/** `line 12`, `entry 3`, `key 0193…` */
export function placeText({ line, place }: { line: number; place: string }): string {
  return place.includes(' ') ? place : `${place} ${line}`
}
