/** A replay of many while a person fills it in: where to, and how fast. Pure. */
import { checkUrl } from '../../shared/checks.ts'
import type { RateLimit } from '../../shared/endpoint.ts'
import { span } from '../retry/times.ts'

export interface ManyDraft {
  to: 'origin' | 'url' | 'endpoint'
  url: string
  /** Empty: none is chosen. */
  endpointId: string
  pace: 'limits' | 'second' | 'minute'
  /** As typed. */
  perPace: string
}

interface ManyInput {
  edits: { url?: string; endpointId?: string }
  rateLimit?: RateLimit
}

export const newManyDraft: ManyDraft = {
  to: 'origin',
  url: '',
  endpointId: '',
  pace: 'limits',
  perPace: '10',
}

const most = 10_000

/** By field; empty when it can be sent. */
export function checkMany({ to, url, endpointId, pace, perPace }: ManyDraft): Record<string, string> {
  const wrong: Record<string, string> = {}
  const complaint = to === 'url' ? checkUrl(url) : null
  if (complaint) wrong['url'] = complaint.message
  if (to === 'endpoint' && endpointId === '') wrong['endpointId'] = 'Choose an endpoint.'
  if (pace !== 'limits' && rateCount(perPace) === null)
    wrong['rateLimit'] = `Expected a whole number from 1 to ${most.toLocaleString('en-GB')}.`
  return wrong
}

export function manyInput(draft: ManyDraft): ManyInput {
  const { to, url, endpointId, pace, perPace } = draft
  const count = rateCount(perPace)
  return {
    edits: to === 'url' ? { url } : to === 'endpoint' ? { endpointId } : {},
    ...(pace === 'limits' || count === null
      ? {}
      : { rateLimit: { count, perMs: pace === 'second' ? 1_000 : 60_000 } }),
  }
}

/** `The last one is due after 20 min.`; null where nothing is held back or it is not known. */
export function lastDueText(draft: ManyDraft, total: number | null): string | null {
  const { rateLimit } = manyInput(draft)
  if (!rateLimit || total === null || total < 2) return null
  const { count, perMs } = rateLimit
  return `The last one is due after ${span(Math.ceil(((total - 1) * perMs) / count / 1_000) * 1_000)}.`
}

function rateCount(text: string): number | null {
  const count = /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0
  return count >= 1 && count <= most ? count : null
}
