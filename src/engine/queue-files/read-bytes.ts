/**
 * The bytes of a file, chunk by chunk and as they are meant: zstd is recognised by its content and decompressed on the way.
 * What is held is a chunk and zstd's window. A file that changes meanwhile is refused: what was read of it makes no whole.
 */
import { type FileHandle, open } from 'node:fs/promises'
import { Decompress } from 'fzstd'
import { Refusal } from '../../shared/result.ts'
import { isZstd } from '../zstd-frame.ts'
import { createWindowWatch } from './zstd-windows.ts'

const chunkBytes = 256 * 1024

export interface ByteReader {
  readonly sizeBytes: number
  readonly isCompressed: boolean
  /** The first bytes of the content, at most a chunk. */
  readonly head: Buffer
  /** Of the file, for telling how far it is. */
  bytesRead(): number
  /** All of the content, once. Throws `file_truncated`, `file_invalid`, `file_hostile`, `file_changed`. */
  chunks(): AsyncGenerator<Buffer>
  close(): Promise<void>
}

/** Refuses with `file_unreadable`. */
export async function openBytes(file: string): Promise<ByteReader> {
  const handle = await openFile(file)
  try {
    const before = await handle.stat()
    if (!before.isFile()) throw unreadable(file, 'it is no file.')
    const reading = readingOf(handle)
    const first = await reading.next()
    const isCompressed = isZstd(first)
    const content = isCompressed ? decompressed(first, reading.next) : plain(first, reading.next)
    const head = await content.next()
    return {
      sizeBytes: before.size,
      isCompressed,
      head: head.done ? Buffer.alloc(0) : head.value,
      bytesRead: reading.bytesRead,
      async *chunks() {
        if (!head.done) yield head.value
        yield* content
        const after = await handle.stat()
        if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) throw changed(file)
      },
      close: () => handle.close(),
    }
  } catch (error) {
    await handle.close()
    throw error
  }
}

async function openFile(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'r')
  } catch (error) {
    const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
    const reason =
      code === 'ENOENT'
        ? 'there is no such file.'
        : code === 'EACCES'
          ? 'it may not be read.'
          : `${code ?? String(error)}.`
    throw unreadable(file, reason)
  }
}

interface Reading {
  /** Empty at the end. */
  next: () => Promise<Buffer>
  bytesRead: () => number
}

function readingOf(handle: FileHandle): Reading {
  let position = 0
  return {
    async next() {
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(chunkBytes), 0, chunkBytes, position)
      position += bytesRead
      return buffer.subarray(0, bytesRead)
    },
    bytesRead: () => position,
  }
}

async function* plain(first: Buffer, next: () => Promise<Buffer>): AsyncGenerator<Buffer> {
  for (let chunk = first; chunk.length > 0; chunk = await next()) yield chunk
}

/** A small piece of zstd may become very much: it is handed out as it comes, and nobody asks for more before. */
async function* decompressed(first: Buffer, next: () => Promise<Buffer>): AsyncGenerator<Buffer> {
  let ready: Buffer[] = []
  const watch = createWindowWatch()
  const decoder = new Decompress((data) => {
    if (data.length > 0) ready.push(Buffer.from(data.buffer, data.byteOffset, data.byteLength))
  })
  for (let chunk = first; ; chunk = await next()) {
    // Blocks hold 128 KB and may be four bytes long: small pieces keep what one push makes within some megabytes.
    for (let at = 0; at < chunk.length || chunk.length === 0; at += pieceBytes) {
      const piece = chunk.subarray(at, at + pieceBytes)
      watch(piece)
      push(decoder, piece, chunk.length === 0)
      yield* ready
      ready = []
      if (chunk.length === 0) return
    }
  }
}

const pieceBytes = 512

function push(decoder: Decompress, bytes: Buffer, isEnd: boolean): void {
  try {
    decoder.push(bytes, isEnd)
  } catch (error) {
    const message = isEnd
      ? 'The zstd data breaks off: the file is not whole.'
      : `The zstd data cannot be read: ${error instanceof Error ? error.message : String(error)}.`
    throw new Refusal(isEnd ? 'file_truncated' : 'file_invalid', message, { field: 'file' })
  }
}

function unreadable(file: string, reason: string): Refusal {
  return new Refusal('file_unreadable', `${file} could not be read: ${reason}`, { field: 'file' })
}

function changed(file: string): Refusal {
  const message = `${file} was changed while it was read. Wait until nothing writes to it, and import it again.`
  return new Refusal('file_changed', message, { field: 'file' })
}
