/** Jobs as they are printed: how far one is, what one has done, and as `--json`. */
import type { Job, JobKind } from '../shared/job.ts'
import { numberText, deliveriesText, instantJson } from './texts.ts'

export function jobJson(job: Job) {
  const { id, kind, state, startedAt, total, done, refused, message } = job
  return {
    id,
    kind,
    state,
    startedAt: instantJson(startedAt),
    total,
    done,
    changed: done - refused,
    refused,
    message,
  }
}

/** `1,500 of 2,200 (68 %)` */
export function howFar({ done, total }: Job): string {
  const percent = total === 0 ? 100 : Math.floor((done / total) * 100)
  return `${numberText(done)} of ${numberText(total)} (${percent} %)`
}

/** `Canceled 12 deliveries; 3 are left as they are.` */
export function jobText(job: Job): string {
  const { kind, state, done, refused } = job
  const left = refused === 0 ? '' : `; ${leftText(kind, refused)}`
  const stopped = state === 'stopped' ? `Stopped after ${howFar(job)}. ` : ''
  return `${stopped}${verbs[kind]} ${deliveriesText(done - refused)}${left}.`
}

function leftText(kind: JobKind, refused: number): string {
  if (kind === 'salvage') return `${numberText(refused)} could not be read, or are here already`
  return `${numberText(refused)} ${refused === 1 ? 'is left as it is' : 'are left as they are'}`
}

const verbs: Record<JobKind, string> = {
  retry: 'Made due',
  replay: 'Replayed',
  cancel: 'Canceled',
  hold: 'Held',
  release: 'Released',
  reschedule: 'Rescheduled',
  delete: 'Deleted',
  'endpoint.hold': 'Held',
  'endpoint.release': 'Released',
  replan: 'Planned anew',
  salvage: 'Brought back',
}
