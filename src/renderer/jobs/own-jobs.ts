/**
 * Jobs that this window has started, and the filter that each was started for. When one ends, a notice says how; what
 * others have started shows in the header only.
 */
import type { DeliveryFilter } from '../../shared/commands.ts'
import type { Job } from '../../shared/job.ts'
import { showDeliveries } from '../deliveries/show.ts'
import { liveStore } from '../live/store.ts'
import { showToast } from '../ui/Toast.tsx'
import { endText, hasSucceeded, restText } from './job-text.ts'

const filters = new Map<string, DeliveryFilter>()
const unreported = new Set<string>()

liveStore.subscribe((live, before) => {
  if (live.jobs !== before.jobs) reportEnded(live.jobs)
})

/** The job may have ended before its answer came. */
export function ownJob(job: Job, filter: DeliveryFilter): void {
  filters.set(job.id, filter)
  unreported.add(job.id)
  reportEnded(liveStore.getState().jobs)
}

/** The filter that a job works on; null where this window does not know it. */
export function filterOfJob(id: string): DeliveryFilter | null {
  return filters.get(id) ?? null
}

function reportEnded(jobs: readonly Job[]): void {
  for (const job of jobs) {
    if (job.state === 'running' || !unreported.delete(job.id)) continue
    const detail = restText(job)
    const filter = filterOfJob(job.id)
    showToast({
      kind: job.state === 'stopped' || hasSucceeded(job) ? 'done' : 'error',
      title: endText(job),
      ...(detail ? { detail } : {}),
      ...(filter && job.kind !== 'delete' && job.done > job.refused
        ? { action: { label: 'Show them', run: () => showDeliveries(filter) } }
        : {}),
    })
  }
}
