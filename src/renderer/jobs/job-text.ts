/** What a job does and what came of it, in words. */
import type { Job, JobKind } from '../../shared/job.ts'
import { countText, deliveriesText } from '../deliveries/format.ts'

interface JobWords {
  /** While it runs: `Retrying`. */
  doing: string
  /** What became of those that it changed: `12 deliveries retried`. */
  done: string
}

const words: Readonly<Record<JobKind, JobWords>> = {
  retry: { doing: 'Retrying', done: 'retried' },
  replay: { doing: 'Replaying', done: 'replayed' },
  cancel: { doing: 'Canceling', done: 'canceled' },
  hold: { doing: 'Holding', done: 'held' },
  release: { doing: 'Releasing', done: 'released' },
  reschedule: { doing: 'Rescheduling', done: 'rescheduled' },
  delete: { doing: 'Deleting', done: 'deleted' },
  'endpoint.hold': { doing: 'Holding for a paused endpoint', done: 'held: endpoint paused' },
  'endpoint.release': {
    doing: 'Releasing for a resumed endpoint',
    done: 'released: endpoint resumed',
  },
  replan: { doing: 'Waiting anew, the clock was set back', done: 'wait anew, the clock was set back' },
  export: { doing: 'Exporting', done: 'exported' },
  import: { doing: 'Importing', done: 'imported' },
  'import.check': { doing: 'Looking through a file', done: 'found in a file' },
  salvage: { doing: 'Bringing back', done: 'brought back' },
}

/** `Retrying`. */
export function doingText({ kind }: Job): string {
  return words[kind].doing
}

/** `1,204 of 2,418`, of a file `1,204, 34 %`; without a total, as of a damaged database, only how many. */
export function progressText({ done, total, bytes }: Job): string {
  if (bytes && bytes.total > 0) return `${countText(done)}, ${Math.floor((bytes.done / bytes.total) * 100)} %`
  return total > 0 ? `${countText(done)} of ${countText(total)}` : countText(done)
}

/** Null where the end is not known. */
export function shareOf({ done, total, bytes }: Job): number | null {
  if (bytes && bytes.total > 0) return bytes.done / bytes.total
  return total > 0 ? done / total : null
}

/** `2,400 deliveries retried`, with `Stopped:` or `Failed:` before it where it did not come to its end. */
export function endText(job: Job): string {
  const changed = `${deliveriesText(job.done - job.refused)} ${words[job.kind].done}`
  if (job.state === 'stopped') return `Stopped: ${changed}`
  return job.state === 'failed' ? `Failed: ${changed}` : changed
}

/** It came to its end, and not all that it looked at was left as it is. */
export function hasSucceeded({ state, done, refused }: Job): boolean {
  return state === 'done' && (refused === 0 || done > refused)
}

/** `18 were left as they are.` and why it failed; empty when there is nothing to add. */
export function restText({ kind, done, refused, state, message }: Job): string {
  const left =
    refused === 0
      ? ''
      : kind === 'salvage'
        ? `${countText(refused)} could not be read, or ${refused === 1 ? 'is' : 'are'} here already; the damaged file stays where it is.`
        : kind === 'import' || kind === 'import.check'
          ? `${countText(refused)} left out: here already, or not to be read.`
          : `${countText(refused)} ${refused === 1 ? 'was' : 'were'} left as ${refused === 1 ? 'it is' : 'they are'}.`
  const held =
    kind === 'salvage' && state === 'done' && done > refused
      ? 'What waited there is held: release it when you like.'
      : ''
  return [left, message ?? '', held].filter((part) => part !== '').join(' ')
}

/** What a stop leaves behind. */
export function stopText({ kind }: Job): string {
  if (kind === 'export') return 'Stop: no file is written'
  return kind === 'import' || kind === 'import.check' ? 'Stop' : 'Stop: what is done stays done'
}

/** Whether a person may stop it: what the engine does by itself would only be left half done until it starts again. */
export function isStoppable({ kind, state }: Job): boolean {
  return state === 'running' && !kind.startsWith('endpoint.') && kind !== 'replan'
}
