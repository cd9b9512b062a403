/**
 * What the engine broadcasts. An event carries state, never a request: whoever missed one is right again
 * after the next snapshot. Batches are numbered from 1 without gaps, published after the commit that they speak of,
 * at most 20 a second. A gap in the numbers means: take a new snapshot.
 */
import type { EndpointSummary } from './endpoint.ts'
import type { Job } from './job.ts'
import type { Counts, DeliveryRow, Pulse, QueueStatus, ReceiverState, Settings, Recovery } from './model.ts'
import type { View } from './view.ts'

export interface FeedEvents {
  /** New or changed rows, as they are now. */
  'deliveries.changed': { rows: DeliveryRow[] }
  'deliveries.deleted': { ids: string[] }
  /** Too many changed to list them: fetch again what you show. */
  'deliveries.flooded': { changed: number }
  'counts.changed': { counts: Counts }
  'queue.changed': { queue: QueueStatus }
  'settings.changed': { settings: Settings }
  'endpoints.changed': { endpoints: EndpointSummary[] }
  'recovery.changed': { recovery: Recovery | null }
  'views.changed': { views: View[] }
  'jobs.changed': { jobs: Job[] }
  'receiver.changed': { receiver: ReceiverState }
  'pulse.changed': { pulse: Pulse }
}

export type FeedEventName = keyof FeedEvents
export type FeedEvent = { [N in FeedEventName]: { name: N } & FeedEvents[N] }[FeedEventName]

export interface FeedBatch {
  number: number
  events: FeedEvent[]
}
