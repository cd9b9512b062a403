/**
 * Replays of many that this window has asked for, and what has become of them: kept until a person dismisses them, counted
 * anew while some of them wait.
 */
import { create } from 'zustand'
import type { Job, ReplaySummary, SeqSpan } from '../../shared/job.ts'
import { invoke } from '../host/bridge.ts'
import { createRefresher } from '../live/refresher.ts'
import { liveStore } from '../live/store.ts'

export interface ReplayResult {
  /** When it was asked for. */
  at: number
  /** Null where one write made them all. */
  jobId: string | null
  /** Null until there is one. */
  span: SeqSpan | null
  /** Null until it was counted. */
  summary: ReplaySummary | null
}

/** The latest first. */
export const replayResults = create<readonly ReplayResult[]>(() => [])

/** Older ones make way. */
const mostResults = 3

export function noteReplayJob(job: Job): void {
  add({ at: Date.now(), jobId: job.id, span: job.replays, summary: null })
}

/** Several that were made together; one alone is what the inspector shows. */
export function noteReplays(seqs: readonly number[]): void {
  if (seqs.length < 2) return
  const span = { firstSeq: Math.min(...seqs), lastSeq: Math.max(...seqs) }
  add({ at: Date.now(), jobId: null, span, summary: null })
}

export function dismissReplayResult(at: number): void {
  replayResults.setState(
    replayResults.getState().filter((result) => result.at !== at),
    true,
  )
}

function add(result: ReplayResult): void {
  replayResults.setState([result, ...replayResults.getState()].slice(0, mostResults), true)
  refresher.request()
}

const refresher = createRefresher(async () => {
  for (const { at, span: known, jobId } of replayResults.getState()) {
    const span = liveStore.getState().jobs.find(({ id }) => id === jobId)?.replays ?? known
    const answer = span && (await invoke('replay.summary', span))
    if (!answer?.ok) continue
    const results = replayResults.getState()
    const counted = results.map((result) =>
      result.at === at ? { ...result, span, summary: answer.value } : result,
    )
    replayResults.setState(counted, true)
  }
}, 500)

liveStore.subscribe((live, before) => {
  if (live.counts === before.counts && live.jobs === before.jobs) return
  if (replayResults.getState().length > 0) refresher.request()
})
