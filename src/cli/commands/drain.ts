/** `drain`: sends until nothing is due, waiting or on its way; what a script calls at the end of its work. */
import { Command } from 'commander'
import { type Counts, deliveryStates, isFinal } from '../../shared/model.ts'
import { Refusal } from '../../shared/result.ts'
import { durationMs } from '../options.ts'
import { type Queue, withQueue } from '../queue.ts'
import type { OpenSession } from '../session.ts'
import { deliveriesText } from '../texts.ts'

const examples = `
Examples:
  $ webhook-dispatcher drain
  $ webhook-dispatcher drain --timeout 60s
  $ webhook-dispatcher --data-dir /tmp/try drain --virtual

Waits out retries too. With --virtual it passes over every wait, so that a schedule of days ends in seconds: every attempt
is really sent, and recorded at the time at which it would have been. When the timeout is over first, the exit code is 1 and what is left stays in the queue.`

export function drainCommand(open: OpenSession): Command {
  return new Command('drain')
    .description('deliver until nothing is due or waiting')
    .option('--timeout <duration>', 'at most so long, such as 60s', durationMs)
    .option('--virtual', 'pass over the waits between attempts')
    .addHelpText('after', examples)
    .action(async ({ timeout, virtual = false }: { timeout?: number; virtual?: boolean }) => {
      const session = open()
      await withQueue(session, { dispatching: true, virtual }, async (queue) => {
        const counts = await drain(queue, timeout)
        session.output.give({ counts }, () => `Nothing is left to send. ${tally(counts, isFinal)}.`)
      })
    })
}

/** Refuses with `timeout` (details: `counts`), naming what is left. */
async function drain({ ask }: Queue, timeoutMs: number | undefined): Promise<Counts> {
  try {
    const { counts } = await ask('queue.drain', timeoutMs === undefined ? {} : { timeoutMs })
    return counts
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'timeout') throw error
    const { counts } = await ask('stats.get', {})
    const left = deliveryStates
      .filter((state) => !isFinal(state))
      .reduce((sum, state) => sum + counts[state], 0)
    const states = tally(counts, (state) => !isFinal(state))
    throw new Refusal(
      'timeout',
      `The time is over and ${deliveriesText(left)} ${left === 1 ? 'is' : 'are'} left: ${states}.`,
      { counts },
    )
  }
}

/** `3 delivered, 1 failed`; states without deliveries are left out. */
function tally(counts: Counts, chosen: typeof isFinal): string {
  const parts = deliveryStates.filter((state) => chosen(state) && counts[state] > 0)
  return parts.map((state) => `${counts[state]} ${state}`).join(', ') || 'No deliveries'
}
