/** `retry`, `replay`, `cancel`: what a person asks of deliveries by hand. What is refused is said; the rest is done. */
import { Command, Option } from 'commander'
import type { BulkAnswer } from '../../shared/commands.ts'
import { deliveryJson } from '../delivery-json.ts'
import { exitCodes } from '../exit-codes.ts'
import { withQueue } from '../queue.ts'
import type { OpenSession, Session } from '../session.ts'
import { standing } from '../texts.ts'
import { giveAfterFirstAttempts, showAll } from './give.ts'

const idsArgument = ['<delivery-ids...>', 'as `list` prints them'] as const

export function retryCommand(open: OpenSession): Command {
  return new Command('retry')
    .description('make the next attempt at once; a failed or canceled delivery gets one more')
    .argument(...idsArgument)
    .addHelpText('after', examples('retry 019ab3c1-7a52-7b1f-9d0e-0f6f2f0c7a11'))
    .action(async (ids: string[]) => {
      const session = open()
      await withQueue(session, { dispatching: true }, async (queue) => {
        const answer = await queue.ask('delivery.retry', { ids })
        await giveAfterFirstAttempts(answer.changed, { queue, session })
        sayRefused(answer, session)
      })
    })
}

export function cancelCommand(open: OpenSession): Command {
  return new Command('cancel')
    .description('send no more attempts; the delivery stays in the list')
    .argument(...idsArgument)
    .addHelpText('after', examples('cancel 019ab3c1-7a52-7b1f-9d0e-0f6f2f0c7a11'))
    .action(async (ids: string[]) => {
      const session = open()
      const { output } = session
      await withQueue(session, { dispatching: false }, async (queue) => {
        const answer = await queue.ask('delivery.cancel', { ids })
        const rows = await showAll(answer.changed, queue)
        for (const row of rows) output.give(deliveryJson(row), () => standing(row, output.paint))
        sayRefused(answer, session)
      })
    })
}

interface ReplayOptions {
  url?: string
  as?: 'redeliver' | 'new'
}

export function replayCommand(open: OpenSession): Command {
  return new Command('replay')
    .description('send again as new deliveries, linked to the old ones')
    .argument(...idsArgument)
    .option('--url <url>', 'to another URL')
    .addOption(
      new Option('--as <event>', 'the same event with its id, or a new one').choices(['redeliver', 'new']),
    )
    .addHelpText(
      'after',
      examples(
        'replay 019ab3c1-7a52-7b1f-9d0e-0f6f2f0c7a11',
        'replay 019ab3c1-7a52-7b1f-9d0e-0f6f2f0c7a11 --as new --url http://localhost:4000/hooks',
      ),
    )
    .action(async (ids: string[], { url, as }: ReplayOptions) => {
      const session = open()
      await withQueue(session, { dispatching: true }, async (queue) => {
        const edits = url === undefined ? {} : { url }
        const { deliveries } = await queue.ask('delivery.replay', { ids, edits, ...(as ? { as } : {}) })
        await giveAfterFirstAttempts(
          deliveries.map(({ id }) => id),
          { queue, session },
        )
      })
    })
}

function sayRefused({ refused }: BulkAnswer, { output }: Session): void {
  for (const { id, code, message } of refused) output.fail({ code, message, details: { id } })
  if (refused.length > 0) process.exitCode = exitCodes.error
}

function examples(...lines: string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ webhook-dispatcher ${line}`).join('\n')}`
}
