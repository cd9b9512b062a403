/** Whether a body goes out compressed, and what an answer says about an endpoint's reading of zstd. Pure. */
import type { EndpointSummary } from './endpoint.ts'
import { compressAboveBytes } from './limits.ts'
import type { Compression } from './model.ts'

type ZstdSupport = EndpointSummary['zstdSupport']

/** The `Content-Encoding` of a body; null when it goes out as it is. */
export function encodingOf(
  choice: Compression,
  bodyBytes: number,
  support: ZstdSupport,
): 'zstd' | 'gzip' | null {
  if (choice === 'off' || bodyBytes <= compressAboveBytes) return null
  if (choice === 'gzip') return 'gzip'
  return choice === 'zstd' || support !== 'refuses' ? 'zstd' : null
}

/**
 * Whether a compressed body is sent again at once without compression: only in `auto`, on 415 always, on another 4xx or
 * 500 while the endpoint has never accepted a compressed one, because such an answer may be about the encoding.
 */
export function fallsBack(choice: Compression, statusCode: number | null, support: ZstdSupport): boolean {
  if (choice !== 'auto' || statusCode === null) return false
  if (statusCode === 415) return true
  return support === 'unknown' && ((statusCode >= 400 && statusCode < 500) || statusCode === 500)
}
