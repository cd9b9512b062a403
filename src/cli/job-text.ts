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

/** `Canceled 12 deliveries; 3 are left as they are.`, `Nothing was held: none of 3 deliveries waits for an attempt.` */
export function jobText(job: Job): string {
  const { kind, state, done, refused } = job
  const objection = objections[kind]
  if (state === 'done' && done > 0 && done === refused && objection !== undefined) {
    return `Nothing was ${verbs[kind].toLowerCase()}: ${done === 1 ? 'the one delivery' : `none of ${deliveriesText(done)}`} ${objection[done === 1 ? 0 : 1]}.`
  }
  const left = refused === 0 ? '' : `; ${leftText(kind, refused)}`
  const stopped = state === 'stopped' ? `Stopped after ${howFar(job)}. ` : ''
  return `${stopped}${verbs[kind]} ${deliveriesText(done - refused)}${left}.`
}

function leftText(kind: JobKind, refused: number): string {
  if (kind === 'salvage') return `${numberText(refused)} could not be read, or are here already`
  return `${numberText(refused)} ${refused === 1 ? 'is left as it is' : 'are left as they are'}`
}

/** Why nothing came of a job: of one delivery, and of several. */
const objections: Partial<Record<JobKind, readonly [string, string]>> = {
  retry: ['was delivered, is on its way, or its endpoint is paused', 'can be tried again now'],
  cancel: ['is final already', 'is still to be sent'],
  hold: ['does not wait for an attempt', 'waits for an attempt'],
  release: ['is not held, or its endpoint is paused', 'is held by you'],
  reschedule: ['does not wait, or has had so many attempts already', 'waits and has attempts left'],
  delete: ['is on its way', 'can be deleted now: they are on their way'],
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
  export: 'Exported',
  import: 'Imported',
  'import.check': 'Found',
}
