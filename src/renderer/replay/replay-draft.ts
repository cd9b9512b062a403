/**
 * A replay while a person edits it. It begins as a copy of its origin; what is sent as an edit is only what differs
 * from it, so that a replay without a change is the same bytes, and a later change of the rules reaches the rest.
 */
import { checkCategory, checkUrl } from '../../shared/checks.ts'
import type { CommandInput } from '../../shared/commands.ts'
import type { DeliveryDetail } from '../../shared/model.ts'
import { checkMethod } from '../../shared/checks.ts'
import { checkRows } from '../composer/check-draft.ts'
import { type HeaderRow, headersOf, rowsOf } from '../composer/header-rows.ts'
import {
  checkPolicy,
  type Complaints,
  draftOf,
  type PolicyDraft,
  policyOf,
  samePolicy,
} from '../retry/policy-draft.ts'

/** `redeliver` keeps the event id; `new` makes a new event. */
export type ReplayAs = 'redeliver' | 'new'

export interface ReplayDraft {
  url: string
  method: string
  category: string
  data: string
  headers: HeaderRow[]
  policy: PolicyDraft
}

export type ReplayInput = CommandInput<'delivery.replay'>
type Edits = NonNullable<ReplayInput['edits']>

export function replayDraftOf(origin: DeliveryDetail, data: string): ReplayDraft {
  return {
    url: origin.url,
    method: origin.method,
    category: origin.category,
    data,
    headers: rowsOf(origin.headers),
    policy: draftOf(origin),
  }
}

/** The fields that differ from the origin. A redelivery is the same event, so its category never does. */
export function changedFields(draft: ReplayDraft, origin: ReplayDraft, as: ReplayAs): (keyof ReplayDraft)[] {
  const changed: (keyof ReplayDraft)[] = []
  if (draft.url !== origin.url) changed.push('url')
  if (draft.method !== origin.method) changed.push('method')
  if (as === 'new' && draft.category !== origin.category) changed.push('category')
  if (draft.data !== origin.data) changed.push('data')
  if (!sameHeaders(draft, origin)) changed.push('headers')
  if (!samePolicy(draft.policy, origin.policy)) changed.push('policy')
  return changed
}

export function editsOf(draft: ReplayDraft, origin: ReplayDraft, as: ReplayAs): Edits {
  const changed = new Set(changedFields(draft, origin, as))
  const policy = changed.has('policy') ? policyOf(draft.policy) : null
  return {
    ...(changed.has('url') ? { url: draft.url } : {}),
    ...(changed.has('method') ? { method: draft.method } : {}),
    ...(changed.has('category') ? { category: draft.category } : {}),
    ...(changed.has('data') ? { data: draft.data } : {}),
    ...(changed.has('headers') ? { headers: headersOf(draft.headers) } : {}),
    ...policy,
  }
}

/** Everything but the payload, by the names of the engine's fields. */
export function checkReplay(draft: ReplayDraft, as: ReplayAs): Complaints {
  const complaints: Complaints = { ...checkRows(draft.headers), ...checkPolicy(draft.policy) }
  const checks = {
    url: checkUrl(draft.url),
    method: checkMethod(draft.method),
    category: as === 'new' ? checkCategory(draft.category) : null,
  }
  for (const [field, complaint] of Object.entries(checks)) {
    if (complaint) complaints[field] = complaint.message
  }
  return complaints
}

const names: Readonly<Record<keyof ReplayDraft, string>> = {
  url: 'URL',
  method: 'method',
  category: 'category',
  data: 'payload',
  headers: 'headers',
  policy: 'retries',
}

/** `Sent as it was.` or `Changed: URL, payload.` */
export function changesText(changed: readonly (keyof ReplayDraft)[]): string {
  if (changed.length === 0) return 'Nothing is changed: it is sent as it was.'
  return `Changed: ${changed.map((field) => names[field]).join(', ')}.`
}

function sameHeaders(draft: ReplayDraft, origin: ReplayDraft): boolean {
  return JSON.stringify(headersOf(draft.headers)) === JSON.stringify(headersOf(origin.headers))
}
