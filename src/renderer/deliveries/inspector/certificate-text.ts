/** What is said of a certificate, in words. */
import type { CertificateSummary } from '../../../shared/model.ts'
import { fullTime } from '../format.ts'

export function certificateTrust({ authorized }: Pick<CertificateSummary, 'authorized'>): string {
  return authorized ? 'Trusted' : 'Not trusted'
}

export interface Validity {
  /** `Valid until`, `Expired`, `Valid from`. */
  name: string
  text: string
  /** It was out of date when it was shown. */
  isWrong: boolean
}

/** A date that cannot be read stands as it is. */
export function validityText(
  { validFrom, validTo }: Pick<CertificateSummary, 'validFrom' | 'validTo'>,
  at: number,
): Validity {
  if (Date.parse(validFrom) > at) return { name: 'Valid from', text: dateText(validFrom), isWrong: true }
  const isWrong = Date.parse(validTo) < at
  return { name: isWrong ? 'Expired' : 'Valid until', text: dateText(validTo), isWrong }
}

function dateText(iso: string): string {
  const at = Date.parse(iso)
  return Number.isNaN(at) ? iso : fullTime(at)
}
