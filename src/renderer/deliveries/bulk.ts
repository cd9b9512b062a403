/**
 * What is done with all deliveries that a filter finds: how many is asked first, and the engine answers with a job that
 * works through them. What each action does, and to which of them, stands here in words.
 */
import type { CommandInput, DeliveryFilter } from '../../shared/commands.ts'
import type { Job } from '../../shared/job.ts'
import type { Result } from '../../shared/result.ts'
import { type BulkAction, openOverlay } from '../app/navigation.ts'
import { invoke } from '../host/bridge.ts'
import { ownJob } from '../jobs/own-jobs.ts'
import { deliveryList } from '../live/deliveries.ts'

interface BulkWords {
  action: BulkAction
  verb: string
  /** What happens, and to which of them. */
  meaning: string
  danger?: boolean
}

export const bulkActions: readonly BulkWords[] = [
  {
    action: 'retry',
    verb: 'Retry',
    meaning: 'Each gets its next attempt at once. Those that were delivered or are on their way are left.',
  },
  { action: 'replay', verb: 'Replay', meaning: '' },
  { action: 'hold', verb: 'Hold', meaning: 'What waits for an attempt is not sent until it is released.' },
  {
    action: 'release',
    verb: 'Release',
    meaning: 'What is held goes on as it would have without the hold; what is due by now is sent at once.',
  },
  { action: 'reschedule', verb: 'Reschedule', meaning: '' },
  {
    action: 'cancel',
    verb: 'Cancel',
    meaning: 'No further attempt is made. What is final already is left; retry or replay brings one back.',
    danger: true,
  },
  {
    action: 'delete',
    verb: 'Delete',
    meaning:
      'The events and the record of their attempts are removed for good. This cannot be undone. What is on its way is left.',
    danger: true,
  },
]

export function wordsOf(action: BulkAction): BulkWords {
  const words = bulkActions.find((each) => each.action === action)
  if (!words) throw new Error(`no words for ${action}`)
  return words
}

/** Asks about all that the filter of the table finds. */
export function openBulk(action: BulkAction): void {
  openOverlay({ kind: 'bulk', action, filter: deliveryList.getState().filter })
}

/** How many a filter finds now; null when that could not be asked. */
export async function countOf(filter: DeliveryFilter): Promise<number | null> {
  const answer = await invoke('delivery.list', { filter, limit: 1, whole: true })
  return answer.ok ? answer.value.total : null
}

type Simple = Exclude<BulkAction, 'replay' | 'reschedule'>

export async function runBulk(action: Simple, filter: DeliveryFilter): Promise<Result<unknown>> {
  const answer = await invoke(`delivery.${action}`, { filter })
  if (answer.ok) noteJob(answer.value.job, filter)
  return answer
}

export type RescheduleChange = Omit<CommandInput<'delivery.reschedule'>, 'ids' | 'filter'>

export async function rescheduleAll(
  filter: DeliveryFilter,
  change: RescheduleChange,
): Promise<Result<unknown>> {
  const answer = await invoke('delivery.reschedule', { filter, ...change })
  if (answer.ok) noteJob(answer.value.job, filter)
  return answer
}

/** The window remembers what it has asked for, so that it can say how it ended. */
export function noteJob(job: Job | null, filter: DeliveryFilter): void {
  if (job) ownJob(job, filter)
}
