/** Which jobs have ended while this window looked, and when: the header goes on showing them for a moment. */
import { create } from 'zustand'
import type { Job } from '../../shared/job.ts'
import { liveStore } from '../live/store.ts'

export const endedJobs = create<ReadonlyMap<string, number>>(() => new Map())

liveStore.subscribe((live, before) => {
  if (live.jobs === before.jobs || before.phase === 'starting') return
  const news = endedSince(live.jobs, before.jobs)
  if (news.length === 0) return
  const now = Date.now()
  endedJobs.setState(new Map([...endedJobs.getState(), ...news.map((id) => [id, now] as const)]), true)
})

/** Ids of those that have ended and had not before; a short one may never have been seen running. */
export function endedSince(jobs: readonly Job[], before: readonly Job[]): string[] {
  const over = new Set(before.flatMap(({ id, state }) => (state === 'running' ? [] : id)))
  return jobs.flatMap(({ id, state }) => (state === 'running' || over.has(id) ? [] : id))
}
