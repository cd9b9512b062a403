/** A HAR file (HTTP Archive 1.2, what a browser's network panel saves): the request of each entry is a delivery. */
import { isUtf8 } from 'node:buffer'
import { z } from 'zod'
import { Refusal } from '../../shared/result.ts'
import type { FileItem } from './file-delivery.ts'
import { parseWhole } from './parse-whole.ts'
import { type Place, problemItem, requestItem } from './request-item.ts'

const fileSchema = z.object({ log: z.object({ entries: z.array(z.unknown()) }) })

const bodySchema = z.object({
  mimeType: z.string().optional(),
  text: z.string().optional(),
  /** Not of the specification: browsers write it where the text is not UTF-8. */
  encoding: z.string().optional(),
  params: z
    .array(z.object({ name: z.string(), value: z.string().optional(), fileName: z.string().optional() }))
    .optional(),
})

const requestSchema = z.object({
  method: z.string(),
  url: z.string(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  /** As sent; -1 where that is not known. */
  bodySize: z.number().nullish(),
  postData: bodySchema.nullish(),
})

const entrySchema = z.object({ startedDateTime: z.string().optional(), request: requestSchema })

/** Refuses with `file_invalid` what is no HAR file. */
export function* readHar(text: string): Generator<FileItem> {
  const file = fileSchema.safeParse(parseWhole(text, 'HAR file'))
  if (!file.success)
    throw new Refusal('file_invalid', 'This is not a HAR file: it has no list of entries (log.entries).')
  for (const [index, entry] of file.data.log.entries.entries()) {
    yield itemOf(entry, { line: index + 1, place: 'entry' })
  }
}

function itemOf(entry: unknown, place: Place): FileItem {
  const parsed = entrySchema.safeParse(entry)
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') ?? ''
    const message = `The entry is not as HAR has it: ${field || 'the entry'} is missing or of another kind.`
    return problemItem(place, { code: 'har_invalid', message })
  }
  const { startedDateTime, request } = parsed.data
  const body = bodyOf(request)
  if ('problem' in body) return problemItem(place, { code: 'body_unsupported', message: body.problem })
  const headers = request.headers.map(({ name, value }): [string, string] => [name, value])
  return requestItem(
    {
      url: request.url,
      method: request.method,
      headers,
      contentType: request.postData?.mimeType || null,
      body: body.text,
      createdAt: startedDateTime === undefined ? null : Date.parse(startedDateTime),
      name: null,
    },
    place,
  )
}

function bodyOf({
  bodySize,
  postData,
}: z.output<typeof requestSchema>): { text: string } | { problem: string } {
  const { mimeType = '', text = '', encoding, params = [] } = postData ?? {}
  if (text === '' && params.length === 0) {
    return (bodySize ?? 0) > 0
      ? { problem: 'The body of this request is not in the file. Save it anew with its content.' }
      : { text }
  }
  if (text !== '') {
    if (encoding?.toLowerCase() !== 'base64') return { text }
    const bytes = Buffer.from(text, 'base64')
    return isUtf8(bytes)
      ? { text: bytes.toString() }
      : { problem: 'The body of this request is not UTF-8 text, and payloads are text.' }
  }
  if (/^multipart\//i.test(mimeType) || params.some(({ fileName }) => fileName !== undefined))
    return { problem: 'The body of this request is a form with files, whose bytes a HAR file does not hold.' }
  return { text: new URLSearchParams(params.map(({ name, value = '' }) => [name, value])).toString() }
}
