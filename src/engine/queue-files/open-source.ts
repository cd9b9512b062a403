/**
 * What a file is, by its content, and its deliveries one after the other. A file of lines may be of any size; formats that
 * are one document are read whole, up to a bound.
 */
import type { ImportFormat } from '../../shared/queue-file.ts'
import { Refusal } from '../../shared/result.ts'
import type { FileItem } from './file-delivery.ts'
import { type ByteReader, openBytes } from './read-bytes.ts'
import { type Problem, readEvent } from './read-event.ts'
import { type Piece, splitLines } from './split-lines.ts'
import { splitArray } from './split-array.ts'

/** Of one delivery: the largest payload, once as JSON and once as a text, and what attempts got. */
const longestPieceBytes = 96 * 1024 * 1024

export interface Source {
  readonly format: ImportFormat
  readonly isCompressed: boolean
  /** Of a bbolt database: the one that is read, and all that there are. */
  readonly bucket: string | null
  readonly buckets: string[]
  readonly sizeBytes: number
  bytesRead(): number
  items(): AsyncGenerator<FileItem>
  close(): Promise<void>
}

/** Refuses with `file_unreadable`, `file_invalid` and what reading throws. */
export async function openSource(file: string, _bucket?: string): Promise<Source> {
  const bytes = await openBytes(file)
  try {
    const format = formatOf(bytes.head)
    return {
      format,
      isCompressed: bytes.isCompressed,
      bucket: null,
      buckets: [],
      sizeBytes: bytes.sizeBytes,
      bytesRead: bytes.bytesRead,
      items: () => itemsOf(format, bytes),
      close: bytes.close,
    }
  } catch (error) {
    await bytes.close()
    throw error
  }
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])

function formatOf(head: Buffer): ImportFormat {
  if (head.length === 0) throw invalid('The file is empty.')
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
    throw invalid('The file is in UTF-16. Save it in UTF-8 and import it again.')
  }
  const text = withoutMark(head)
    .subarray(0, 64 * 1024)
    .toString('utf8')
    .trimStart()
  if (text.startsWith('[')) return 'json'
  if (text.startsWith('{')) return 'jsonl'
  throw invalid(
    'This is no queue file: neither lines of JSON, nor a JSON list, a HAR file, a Postman collection, a cURL command or a bbolt database.',
  )
}

async function* itemsOf(format: ImportFormat, bytes: ByteReader): AsyncGenerator<FileItem> {
  const chunks = withoutFirstMark(bytes.chunks())
  const isLines = format === 'jsonl'
  const pieces = isLines ? splitLines(chunks, longestPieceBytes) : splitArray(chunks, longestPieceBytes)
  for await (const piece of pieces) yield itemOf(piece, isLines ? 'line' : 'entry')
}

function itemOf({ number, bytes }: Piece, word: string): FileItem {
  const place = { line: number, place: `${word} ${number}` }
  return { ...place, ...(bytes ? readEvent(bytes) : { problem: tooLong }) }
}

const tooLong: Problem = {
  code: 'line_too_long',
  message: `It is longer than ${longestPieceBytes / 1024 / 1024} MB.`,
}

async function* withoutFirstMark(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let isFirst = true
  for await (const chunk of chunks) {
    yield isFirst ? withoutMark(chunk) : chunk
    isFirst = false
  }
}

function withoutMark(bytes: Buffer): Buffer {
  return bytes.subarray(0, 3).equals(byteOrderMark) ? bytes.subarray(3) : bytes
}

function invalid(message: string): Refusal {
  return new Refusal('file_invalid', message, { field: 'file' })
}
