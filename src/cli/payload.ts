/**
 * The payload of `send`: from the command line, a file or standard input, as it stands there to the last byte. Bytes
 * that are no UTF-8 are refused, never replaced; a byte order mark stays, and is then refused as no JSON.
 */
import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { largestDataBytes } from '../shared/limits.ts'
import { Refusal } from '../shared/result.ts'
import { usageCode } from './exit-codes.ts'

export interface PayloadOptions {
  data?: string
  /** `-` is standard input. */
  dataFile?: string
}

/** Refuses with `usage`, `file_unreadable`, `body_too_large` or `data_invalid`. */
export async function readPayload({ data, dataFile }: PayloadOptions): Promise<string> {
  if (data !== undefined && dataFile !== undefined)
    throw new Refusal(usageCode, 'Give --data or --data-file, not both.')
  if (data !== undefined) return data
  if (dataFile === undefined) throw new Refusal(usageCode, 'Give the payload with --data or --data-file.')
  const bytes = await readBytes(dataFile)
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new Refusal('data_invalid', `${nameOf(dataFile)} is not valid UTF-8. Nothing was sent.`, {
      field: 'data',
    })
  }
}

async function readBytes(path: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    const source: Readable = path === '-' ? process.stdin : createReadStream(path)
    for await (const chunk of source) {
      chunks.push(chunk as Buffer)
      size += (chunk as Buffer).length
      if (size > largestDataBytes) break
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Refusal('file_unreadable', `${nameOf(path)} cannot be read: ${reason}.`, { field: 'dataFile' })
  }
  if (size <= largestDataBytes) return Buffer.concat(chunks)
  const limit = `${largestDataBytes / 1024 / 1024} MB`
  throw new Refusal('body_too_large', `${nameOf(path)} is larger than ${limit}, the limit of a payload.`, {
    field: 'data',
  })
}

function nameOf(path: string): string {
  return path === '-' ? 'Standard input' : path
}
