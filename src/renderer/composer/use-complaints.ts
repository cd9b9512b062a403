/**
 * Which complaints a person sees, and when: a moment after typing stops, and all of them after an attempt to send.
 * A complaint goes at once when its cause is mended; an empty field is not complained about before that attempt.
 */
import { useMemo, useState } from 'react'
import type { Complaint } from '../../shared/checks.ts'
import type { BodyMode } from '../../shared/model.ts'
import type { Failure } from '../../shared/result.ts'
import type { Complaints } from '../retry/policy-draft.ts'
import { checkFields, checkPayload, refusals } from './check-draft.ts'
import type { Draft } from './draft.ts'
import { useSettled } from './use-settled.ts'

const settleMs = 500

export interface ShownComplaints {
  fields: Complaints
  payload: Complaint | null
  /** Everything that is wrong with a draft, shown or not; from now on all of it is shown. */
  demand: (draft: Draft) => Complaints
  /** Shows what the engine refused, until the field is changed. */
  refuse: (error: Failure, draft: Draft) => Complaints
  /** A field was changed: what was refused about it may be mended. */
  forgive: (change: Partial<Draft>) => void
  reset: () => void
}

interface Judging {
  /** Ids of saved endpoints; null while they are not known. */
  known: ReadonlySet<string> | null
  /** How the payload is checked. */
  mode: BodyMode
}

export function useComplaints(draft: Draft, { known, mode }: Judging): ShownComplaints {
  const [demanded, setDemanded] = useState(false)
  const [refused, setRefused] = useState<Complaints>({})
  const settled = useSettled(draft, settleMs)
  const current = useMemo(() => checkFields(draft, known), [draft, known])
  const before = useMemo(() => checkFields(settled, known), [settled, known])
  const { data, placeholders } = demanded ? draft : settled
  const payload = useMemo(() => checkPayload(data, mode, placeholders), [data, mode, placeholders])
  const shown = Object.entries(current).filter(
    ([field]) => demanded || (before[field] !== undefined && !isUntouched(draft, field)),
  )
  const refusedPayload = refused['data'] ? { code: 'refused', message: refused['data'] } : null
  return {
    fields: { ...refused, ...Object.fromEntries(shown) },
    payload: payload ?? refusedPayload,
    demand(now) {
      setDemanded(true)
      const complaint = checkPayload(now.data, mode, now.placeholders)
      return { ...checkFields(now, known), ...(complaint ? { data: complaint.message } : {}) }
    },
    refuse(error, now) {
      const complaints = refusals(error, now.headers)
      setRefused(complaints)
      return complaints
    },
    forgive(change) {
      if (Object.keys(refused).length > 0) setRefused(withoutFields(refused, change))
    },
    reset() {
      setDemanded(false)
      setRefused({})
    },
  }
}

function isUntouched(draft: Draft, field: string): boolean {
  return (field === 'url' || field === 'category') && draft[field] === ''
}

function withoutFields(complaints: Complaints, change: Partial<Draft>): Complaints {
  const changed = new Set(['form', ...Object.keys(change)])
  if ('every' in change) changed.add('everyMs')
  if ('policy' in change) changed.add('retrySchedule').add('maxAttempts')
  const kept = Object.entries(complaints).filter(([field]) => !changed.has(field.split('.')[0] ?? field))
  return Object.fromEntries(kept)
}
