/** Looks through a file as often as a choice changes what would come of it; the look before is stopped. */
import { useEffect, useState } from 'react'
import type { ImportReport } from '../../shared/queue-file.ts'
import { useSettled } from '../composer/use-settled.ts'
import { invoke } from '../host/bridge.ts'
import { dryRunKey, type ImportDraft, type ImportInput } from './import-draft.ts'

export interface DryRun {
  /** While one runs. */
  jobId: string | null
  /** Of the latest that has ended, so that nothing jumps while another runs. */
  report: ImportReport | null
  /** `settled`: the report is about these choices. */
  phase: 'running' | 'settled' | 'stopped' | 'failed'
  /** Why the file cannot be imported so. */
  message: string | null
  /** Of a database: what to choose from. */
  buckets: readonly string[]
  again: () => void
  stop: () => void
}

type State = Omit<DryRun, 'again' | 'stop'>

const atFirst: State = { jobId: null, report: null, phase: 'running', message: null, buckets: [] }
/** From the last key to the look. */
const settleMs = 400

/** `turn`: another one makes another look. */
export function useDryRun(file: string, draft: ImportDraft, turn: number): DryRun {
  const [state, setState] = useState(atFirst)
  const [tries, setTries] = useState(0)
  const key = dryRunKey(file, draft)
  const settledKey = useSettled(key, settleMs)

  useEffect(
    () =>
      lookThrough({ key: settledKey, turn: tries + turn }, (change) =>
        setState((before) => ({ ...before, ...change })),
      ),
    [settledKey, tries, turn],
  )

  const isBehind = key !== settledKey && state.phase !== 'running'
  return {
    ...state,
    phase: isBehind ? 'running' : state.phase,
    again: () => setTries(tries + 1),
    stop: () => {
      if (state.jobId !== null) void invoke('job.stop', { id: state.jobId })
    },
  }
}

interface Look {
  key: string
  /** Makes the same look another one. */
  turn: number
}

/** Answers with the way to leave it. */
function lookThrough({ key }: Look, tell: (change: Partial<State>) => void): () => void {
  let isWanted = true
  let running: string | null = null
  const stop = (): void => {
    if (running !== null) void invoke('job.stop', { id: running })
  }
  const say = (change: Partial<State>): void => {
    if (isWanted) tell(change)
  }
  const look = async (): Promise<void> => {
    say({ phase: 'running', message: null, jobId: null })
    const started = await invoke('queue.import', { ...(JSON.parse(key) as ImportInput), dryRun: true })
    if (!started.ok) {
      const { message, details } = started.error
      return say({ report: null, phase: 'failed', message, ...bucketsIn(details?.['buckets']) })
    }
    running = started.value.id
    if (!isWanted) return stop()
    say({ jobId: running })
    const ended = await invoke('job.wait', { id: running })
    const report = await invoke('import.report', { jobId: running })
    running = null
    const found = report.ok ? { report: report.value, ...bucketsIn(report.value.buckets) } : {}
    if (!ended.ok) return say({ jobId: null, phase: 'failed', message: ended.error.message })
    const { state, message } = ended.value
    if (state === 'done') say({ ...found, jobId: null, phase: 'settled' })
    else say({ ...found, jobId: null, phase: state === 'stopped' ? 'stopped' : 'failed', message })
  }
  void look()
  return () => {
    isWanted = false
    stop()
  }
}

/** Once known they stay, so that another can be chosen where the file refuses one. */
function bucketsIn(names: unknown): Partial<Pick<State, 'buckets'>> {
  return Array.isArray(names) && names.length > 0 ? { buckets: names.map(String) } : {}
}
