/** What a body's compression was and what it brought, beside its size. */
import type { Attempt, HeaderList } from '../../../shared/model.ts'
import { bytesText } from '../format.ts'
import { sentNothing } from './outcome.ts'

/** `sent as 1.1 MB of zstd, 4 % of it`; `bodyBytes` is its size before. */
export function sentText(attempt: Attempt | undefined, bodyBytes: number): string | null {
  if (!attempt) return null
  if (sentNothing(attempt)) return 'would have been sent'
  if (!attempt.contentEncoding) return 'sent as it is'
  const { requestBytes, contentEncoding } = attempt
  return `sent as ${bytesText(requestBytes)} of ${contentEncoding}${shareText(requestBytes, bodyBytes)}`
}

/** `came as br`, `the first 65.5 kB are kept`; `keptBytes` is the size of what is shown. */
export function receivedText(attempt: Attempt, keptBytes: number): string | null {
  const { responseBytes, responseTruncated } = attempt
  const encoding = contentEncodingOf(attempt.responseHeaders)
  if (encoding === null) return responseTruncated ? `the first ${bytesText(keptBytes)} are kept` : null
  const kept = responseTruncated
    ? `, the first ${bytesText(keptBytes)} of what it holds are kept`
    : `, ${bytesText(keptBytes)} decoded${keptBytes > responseBytes ? shareText(responseBytes, keptBytes) : ''}`
  return `came as ${encoding}${kept}`
}

function shareText(bytes: number, of: number): string {
  if (of === 0) return ''
  const percent = (100 * bytes) / of
  if (percent < 0.1) return ' (below 0.1 %)'
  return ` (${percent < 10 ? Number(percent.toFixed(1)) : Math.round(percent)} %)`
}

function contentEncodingOf(headers: HeaderList): string | null {
  const values = headers
    .filter(([name]) => name.toLowerCase() === 'content-encoding')
    .map(([, value]) => value)
  const encoding = values.join(', ')
  return encoding === '' || encoding.toLowerCase() === 'identity' ? null : encoding
}
