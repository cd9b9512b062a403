/** How commands that change deliveries answer: with each of them as it then stands, or with what a job has done. */
import type { Job } from '../../shared/job.ts'
import { type DeliveryRow, isFinal } from '../../shared/model.ts'
import { deliveryJson } from '../delivery-json.ts'
import { afterFirstAttempts } from '../first-attempts.ts'
import { jobJson, jobText } from '../job-text.ts'
import type { Queue } from '../queue.ts'
import type { Asking } from '../run-job.ts'
import type { Session } from '../session.ts'
import { deliveriesText, standing } from '../texts.ts'

/** For what is due now: its first attempt is made here unless the application makes it. */
export async function giveAfterFirstAttempts(ids: string[], { queue, session }: Asking): Promise<void> {
  const { engine } = queue
  const rows = engine ? await afterFirstAttempts({ ...queue, engine }, ids) : await showAll(ids, queue)
  giveRows(rows, { queue, session })
}

export async function giveAsTheyAre(ids: string[], { queue, session }: Asking): Promise<void> {
  giveRows(await showAll(ids, queue), { queue, session })
}

/** `isWaited`: what becomes of it is said afterwards. */
export function giveJob(job: Job, { queue, session: { output } }: Asking, isWaited = false): void {
  output.give(jobJson(job), () => jobText(job))
  if (isWaited) return
  if (queue.engine && leavesDue.has(job.kind) && job.done > job.refused) output.hint(`They are ${sentOn}`)
}

function giveRows(rows: DeliveryRow[], { queue, session: { output } }: Asking): void {
  for (const row of rows) output.give(deliveryJson(row), () => standing(row, output.paint))
  const left = rows.filter(({ state }) => !isFinal(state) && state !== 'held').length
  if (!queue.engine || left === 0) return
  const what = left === 1 ? 'It is' : `${deliveriesText(left)} are not settled yet; they are`
  output.hint(`${what} ${sentOn}`)
}

/** For a queue that no application has open. */
export function hintSentOn({ output }: Session): void {
  output.hint(`What waits is ${sentOn}`)
}

const sentOn = 'sent on when the application or `webhook-dispatcher drain` runs.'
const leavesDue: ReadonlySet<Job['kind']> = new Set([
  'retry',
  'replay',
  'release',
  'reschedule',
  'endpoint.release',
])

/** Each as it is now, in the order of `ids`. */
function showAll(ids: string[], { ask }: Queue) {
  return Promise.all(ids.map((id) => ask('delivery.show', { id })))
}
