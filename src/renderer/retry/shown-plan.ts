/**
 * Which plan the editor shows while one is typed. Owners mark what is wrong a moment after the typing stops; until then
 * the last whole plan stays, so that sentence, axis, cells and marks say the same at every moment.
 */
import { useState } from 'react'
import { checkPolicy, type Complaints, type PolicyDraft, policyOf, samePolicy } from './policy-draft.ts'

export interface ShownPlan {
  plan: PolicyDraft
  /** Those that are marked: some, whenever the plan is not whole. */
  complaints: Complaints
}

interface Typed {
  value: PolicyDraft
  complaints: Complaints
  /** The latest value in which nothing was wrong; null where there was none. */
  lastWhole: PolicyDraft | null
}

export function planToShow({ value, complaints, lastWhole }: Typed): ShownPlan {
  if (policyOf(value) || isMarked(complaints)) return { plan: value, complaints }
  if (lastWhole) return { plan: lastWhole, complaints }
  return { plan: value, complaints: { ...complaints, ...checkPolicy(value) } }
}

export function useShownPlan(value: PolicyDraft, complaints: Complaints): ShownPlan {
  const [lastWhole, setLastWhole] = useState<PolicyDraft | null>(null)
  if (policyOf(value) && !(lastWhole && samePolicy(lastWhole, value))) setLastWhole(value)
  return planToShow({ value, complaints, lastWhole })
}

function isMarked(complaints: Complaints): boolean {
  return Object.keys(complaints).some((field) => /^(?:retrySchedule|maxAttempts)\b/.test(field))
}
