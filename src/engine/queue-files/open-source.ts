/**
 * What a file is, by its content, and its deliveries one after the other. A file of lines may be of any size; formats that
 * are one document are read whole, up to a bound.
 */
import type { ImportFormat } from '../../shared/queue-file.ts'
import { Refusal } from '../../shared/result.ts'
import { openBboltSource } from './bbolt-source.ts'
import type { FileItem } from './file-delivery.ts'
import { looksLikeBbolt } from './read-bbolt.ts'
import { type ByteReader, openBytes } from './read-bytes.ts'
import { readCurlScript } from './read-curl-script.ts'
import { readEvent } from './read-event.ts'
import { readHar } from './read-har.ts'
import { readPostman } from './read-postman.ts'
import { longestPieceBytes, type Source, tooLong } from './source.ts'
import { splitArray } from './split-array.ts'
import { type Piece, splitLines } from './split-lines.ts'

/** Of a document that is read whole; parsed it takes several times as much. */
const largestDocumentBytes = 64 * 1024 * 1024

/** `bucket` is for a bbolt database. Refuses with `file_unreadable`, `file_invalid` and what reading throws. */
export async function openSource(file: string, bucket?: string): Promise<Source> {
  const bytes = await openBytes(file)
  try {
    if (looksLikeBbolt(bytes.head)) {
      if (bytes.isCompressed)
        throw invalid('A bbolt database is packed in it. Unpack it, and import what comes out.')
      await bytes.close()
      return openBboltSource(file, bucket)
    }
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
  // An export that found nothing.
  if (head.length === 0) return 'jsonl'
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
    throw invalid('The file is in UTF-16. Save it in UTF-8 and import it again.')
  }
  if (head[0] === 0x1f && head[1] === 0x8b) {
    throw invalid('The file is packed with gzip. Unpack it with `gunzip` and import what comes out.')
  }
  const text = withoutMark(head)
    .subarray(0, 64 * 1024)
    .toString('utf8')
    .trimStart()
  if (text.startsWith('[')) return 'json'
  if (/^\{\s*"log"\s*:\s*\{/.test(text)) return 'har'
  if (/^\{\s*"info"\s*:\s*\{/.test(text) || /schema\.(?:get)?postman\.com/.test(text)) return 'postman'
  if (text.startsWith('{')) return 'jsonl'
  if (/^(?:\$\s+)?curl(?:\.exe)?\s/m.test(text)) return 'curl'
  throw invalid(
    'This is no queue file: neither lines of JSON, nor a JSON list, a HAR file, a Postman collection, a cURL command or a bbolt database.',
  )
}

type Document = Exclude<ImportFormat, 'jsonl' | 'json' | 'bbolt'>

const documents: Readonly<Record<Document, (text: string) => Iterable<FileItem>>> = {
  har: readHar,
  postman: readPostman,
  curl: readCurlScript,
}

async function* itemsOf(format: ImportFormat, bytes: ByteReader): AsyncGenerator<FileItem> {
  const chunks = withoutFirstMark(bytes.chunks())
  if (format === 'jsonl') {
    for await (const piece of splitLines(chunks, longestPieceBytes)) yield itemOf(piece, 'line')
  } else if (format === 'json') {
    for await (const piece of splitArray(chunks, longestPieceBytes)) yield itemOf(piece, 'entry')
  } else if (format !== 'bbolt') yield* documents[format](await wholeText(chunks))
}

function itemOf({ number, bytes }: Piece, place: string): FileItem {
  return { line: number, place, ...(bytes ? readEvent(bytes) : { problem: tooLong }) }
}

async function wholeText(chunks: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  for await (const chunk of chunks) {
    length += chunk.length
    if (length > largestDocumentBytes) {
      throw invalid(`A file of this kind may have ${largestDocumentBytes / 1024 / 1024} MB at most.`)
    }
    parts.push(chunk)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts))
  } catch {
    throw invalid('The file is not in UTF-8.')
  }
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
