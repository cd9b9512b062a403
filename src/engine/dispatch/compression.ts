/** Whether a body goes out compressed, and what an answer says about an endpoint's reading of zstd. Pure. */
import { compressAboveBytes } from '../../shared/limits.ts'
import type { Compression, EndpointSummary } from '../../shared/model.ts'

type ZstdSupport = EndpointSummary['zstdSupport']

export function compresses(choice: Compression, bodyBytes: number, support: ZstdSupport): boolean {
  if (choice === 'off' || bodyBytes <= compressAboveBytes) return false
  return choice === 'zstd' || support !== 'refuses'
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
