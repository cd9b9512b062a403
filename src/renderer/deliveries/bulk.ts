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
import { countText, deliveriesText } from './format.ts'

interface BulkWords {
  action: BulkAction
  verb: string
  /** Ends "can be …". */
  done: string
  /** What happens, and to which of them. */
  meaning: string
  danger?: boolean
}

export const bulkActions: readonly BulkWords[] = [
  {
    action: 'retry',
    verb: 'Retry',
    done: 'retried',
    meaning: 'Each gets its next attempt at once. Those that were delivered or are on their way are left.',
  },
  { action: 'replay', verb: 'Replay', done: 'replayed', meaning: '' },
  {
    action: 'hold',
    verb: 'Hold',
    done: 'held',
    meaning: 'What waits for an attempt is not sent until it is released.',
  },
  {
    action: 'release',
    verb: 'Release',
    done: 'released',
    meaning: 'What is held goes on as it would have without the hold; what is due by now is sent at once.',
  },
  { action: 'reschedule', verb: 'Reschedule', done: 'rescheduled', meaning: '' },
  {
    action: 'cancel',
    verb: 'Cancel',
    done: 'canceled',
    meaning: 'No further attempt is made. What is final already is left; retry or replay brings one back.',
    danger: true,
  },
  {
    action: 'delete',
    verb: 'Delete',
    done: 'deleted',
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

/** Of those that a filter finds, how many an action is possible with. */
export interface BulkCount {
  found: number
  possible: number
}

/** How many a filter finds now; null when that could not be asked. */
export async function countOf(filter: DeliveryFilter): Promise<number | null> {
  const answer = await invoke('delivery.list', { filter, limit: 1, whole: true })
  return answer.ok ? answer.value.total : null
}

/** `414 deliveries`, `2 of 414 deliveries`; `all of them` while it is not known. */
export function bulkText(count: BulkCount | null): string {
  if (count === null) return 'all of them'
  const { found, possible } = count
  return possible === found ? deliveriesText(found) : `${countText(possible)} of ${deliveriesText(found)}`
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
