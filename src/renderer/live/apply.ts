/** What one batch of the feed changes in the live state. Pure; deliveries are the list's business (deliveries.ts). */
import type { FeedEvent } from '../../shared/events.ts'
import type { Snapshot } from '../../shared/model.ts'

/** Only the parts that changed, so that a batch about one thing draws one thing again. */
export function applyEvents(events: readonly FeedEvent[]): Partial<Snapshot> {
  const changed: Partial<Snapshot> = {}
  for (const event of events) {
    switch (event.name) {
      case 'counts.changed':
        changed.counts = event.counts
        break
      case 'queue.changed':
        changed.queue = event.queue
        break
      case 'settings.changed':
        changed.settings = event.settings
        break
      case 'endpoints.changed':
        changed.endpoints = event.endpoints
        break
      case 'recovery.changed':
        changed.recovery = event.recovery
        break
      case 'views.changed':
        changed.views = event.views
        break
      case 'jobs.changed':
        changed.jobs = event.jobs
        break
      case 'receiver.changed':
        changed.receiver = event.receiver
        break
      case 'pulse.changed':
        changed.pulse = event.pulse
        break
      case 'deliveries.changed':
      case 'deliveries.deleted':
      case 'deliveries.flooded':
        break
    }
  }
  return changed
}
