/** A curl command as a draft: it fills the form of the composer, but for the category, which a request does not tell. */
import { readCurlCommand } from '../../shared/curl-command.ts'
import type { Draft } from './draft.ts'
import { rowsOf } from './header-rows.ts'

export type CurlDraft =
  | { ok: true; draft: Partial<Draft>; leftOut: string[] }
  | { ok: false; message: string }

export function readCurl(text: string): CurlDraft {
  const reading = readCurlCommand(text)
  if (!reading.ok) return reading
  const { url, method, headers, contentType, body } = reading.request
  const draft: Partial<Draft> = {
    url,
    endpointIds: [],
    method: method === 'POST' ? null : method,
    bodyMode: 'raw',
    contentType,
    data: body,
    headers: rowsOf(headers),
  }
  return { ok: true, draft, leftOut: reading.leftOut }
}
