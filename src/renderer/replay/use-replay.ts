/** Sends a replay once, however often it is asked for, and keeps what the engine refused. */
import { useState } from 'react'
import type { Job } from '../../shared/job.ts'
import type { Failure } from '../../shared/result.ts'
import { refusals } from '../composer/check-draft.ts'
import type { HeaderRow } from '../composer/header-rows.ts'
import { invoke } from '../host/bridge.ts'
import type { Complaints } from '../retry/policy-draft.ts'
import type { ReplayInput } from './replay-draft.ts'

interface Replayed {
  ids: string[]
  /** Of the same deliveries; none where a job makes them. */
  seqs: number[]
  job: Job | null
}

export interface Replaying {
  busy: boolean
  /** By field; `form` where none is named. */
  refused: Complaints
  forgive: () => void
  /** Answers with the new deliveries, or the job that makes them; null when it was refused or one is under way. */
  replay: (input: ReplayInput, rows?: readonly HeaderRow[]) => Promise<Replayed | null>
}

export function useReplay(): Replaying {
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Complaints>({})
  const refuse = (error: Failure, rows: readonly HeaderRow[]): null => {
    setRefused(refusals(error, rows))
    return null
  }
  return {
    busy,
    refused,
    forgive: () => setRefused({}),
    async replay(input, rows = []) {
      if (busy) return null
      setBusy(true)
      const answer = await invoke('delivery.replay', input)
      setBusy(false)
      if (!answer.ok) return refuse(answer.error, rows)
      const { deliveries, job } = answer.value
      return { ids: deliveries.map(({ id }) => id), seqs: deliveries.map(({ seq }) => seq), job }
    },
  }
}
