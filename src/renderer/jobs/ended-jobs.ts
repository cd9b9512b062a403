/** Which jobs have ended while this window looked, and when: the header goes on showing them for a moment. */
import { create } from 'zustand'
import type { Job } from '../../shared/job.ts'
import { liveStore } from '../live/store.ts'

export const endedJobs = create<ReadonlyMap<string, number>>(() => new Map())

liveStore.subscribe((live, before) => {
  if (live.jobs === before.jobs || before.phase === 'starting') return
  const now = Date.now()
  const news = endedSince(live.jobs, before.jobs, now)
  if (news.length === 0) return
  endedJobs.setState(new Map([...endedJobs.getState(), ...news.map((id) => [id, now] as const)]), true)
})

/**
 * Ids of those that have ended and had not before; a short one may never have been seen running. Not what a pause or
 * its end has done at once: that is seen at the endpoint, and said by the notice about it.
 */
export function endedSince(jobs: readonly Job[], before: readonly Job[], now: number): string[] {
  const over = new Set(before.flatMap(({ id, state }) => (state === 'running' ? [] : id)))
  return jobs.flatMap((job) =>
    job.state === 'running' || over.has(job.id) || isTold(job, now) ? [] : job.id,
  )
}

const atOnceMs = 1_000

function isTold({ kind, state, startedAt }: Job, now: number): boolean {
  return kind.startsWith('endpoint.') && state === 'done' && now - startedAt < atOnceMs
}
