/** The last hour of an endpoint in words. */
import type { PulseTotals } from '../../shared/pulse.ts'
import { countText } from '../deliveries/format.ts'
import { attemptsOf, latencyText, shareText } from '../pulse/buckets.ts'

/** `1,240 attempts, 98.4 % delivered. Half took at most 29 ms, 95 % at most 200 ms.` */
export function hourSentence(totals: PulseTotals): string {
  const all = attemptsOf(totals)
  const { delivered, failed } = totals
  const outcome =
    delivered === 0 ? 'none delivered' : failed === 0 ? 'all delivered' : `${shareText(totals)} delivered`
  const took =
    all === 1
      ? `It took ${latencyText(totals.p50Ms)}.`
      : `Half took at most ${latencyText(totals.p50Ms)}, 95 % at most ${latencyText(totals.p95Ms)}.`
  if (all === 1) return `One attempt, ${delivered === 1 ? 'delivered' : 'failed'}. ${took}`
  return `${countText(all)} attempts, ${outcome}. ${took}`
}
