/**
 * What is common to all that a person asks of deliveries by hand. Named ones are answered for one by one: what is refused is
 * said, the rest is done. All that a filter finds become a job, which is followed to its end.
 */
import type { BulkAnswer, DeliveryFilter } from '../../shared/commands.ts'
import type { Job } from '../../shared/job.ts'
import { type Choice, checkChoice, countOf, type Selection, selectionOf } from '../choice.ts'
import { exitCodes } from '../exit-codes.ts'
import { type Queue, withQueue } from '../queue.ts'
import { type Asking, runJob } from '../run-job.ts'
import type { Session } from '../session.ts'
import { deliveriesText } from '../texts.ts'
import { giveJob } from './give.ts'

export interface ByHand {
  /** Whether named ones are sent by this process where no application runs. */
  dispatching: boolean
  ask(selection: Selection, queue: Queue): Promise<BulkAnswer>
  /** Says of named ones what was done. */
  give(changed: string[], asking: Asking): void | Promise<void>
  /** Says what a dry run finds; by default only how many. */
  foresee?(filter: DeliveryFilter, asking: Asking): Promise<void>
  /** After a job that went to its end. Where it is given, what a filter finds is sent by this process too. */
  settle?(job: Job, asking: Asking): Promise<void>
  /** Asked before anything is changed; false ends it. */
  mayChange?(count: number): Promise<boolean>
}

/** Refuses as `checkChoice` and `selectionOf` do. */
export async function byHand(choice: Choice, work: ByHand, session: Session): Promise<void> {
  const { ids, options } = checkChoice(choice)
  // What a filter finds may be a million: they are sent by the application, or by `drain`, unless they are waited for.
  const needs = { dispatching: work.dispatching && (ids.length > 0 || work.settle !== undefined) }
  await withQueue(session, needs, async (queue) => {
    const selection = await selectionOf({ ids, options }, queue)
    if (options.dryRun && work.foresee && 'filter' in selection) {
      return work.foresee(selection.filter, { queue, session })
    }
    const count = 'ids' in selection ? ids.length : await countOf(selection.filter, queue)
    if (options.dryRun) return giveCount(count, session)
    if ('filter' in selection) session.output.hint(matchText(count))
    if (work.mayChange && count > 0 && !(await work.mayChange(count))) return declined(session)
    await giveAnswer(await work.ask(selection, queue), work, { queue, session })
  })
}

async function giveAnswer(answer: BulkAnswer, work: ByHand, asking: Asking): Promise<void> {
  if (answer.job) {
    const job = await runJob(answer.job, asking)
    const settle = job.state === 'done' ? work.settle : undefined
    giveJob(job, asking, settle !== undefined)
    return settle?.(job, asking)
  }
  await work.give(answer.changed, asking)
  const { refused } = answer
  for (const { id, code, message } of refused) asking.session.output.fail({ code, message, details: { id } })
  if (refused.length > 0) process.exitCode = exitCodes.error
}

function giveCount(total: number, { output }: Session): void {
  output.give({ dryRun: true, total }, () => `${matchText(total)} Nothing was changed.`)
}

/** `12 deliveries match.` */
function matchText(count: number): string {
  return `${deliveriesText(count)} ${count === 1 ? 'matches' : 'match'}.`
}

function declined({ output }: Session): void {
  output.hint('Nothing was changed.')
  process.exitCode = exitCodes.error
}

/** For commands that answer with new deliveries. */
export function bulkAnswer(changed: string[], job: Job | null): BulkAnswer {
  return { changed, refused: [], job }
}
