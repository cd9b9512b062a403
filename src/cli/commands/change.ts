/** `retry`, `cancel`, `hold`, `release`, `reschedule`: deliveries stay what they are, and go on another way. */
import { Command } from 'commander'
import { addChoice, type ChoiceOptions } from '../choice.ts'
import { Refusal } from '../../shared/result.ts'
import { usageCode } from '../exit-codes.ts'
import { instant, waits, wholeNumber } from '../options.ts'
import type { OpenSession } from '../session.ts'
import { type ByHand, byHand } from './by-hand.ts'
import { examples } from './examples.ts'
import { giveAfterFirstAttempts, giveAsTheyAre } from './give.ts'

const anId = '019ab3c1-7a52-7b1f-9d0e-0f6f2f0c7a11'
const sends = { dispatching: true, give: giveAfterFirstAttempts } satisfies Partial<ByHand>
const onlyChanges = { dispatching: false, give: giveAsTheyAre } satisfies Partial<ByHand>

export function retryCommand(open: OpenSession): Command {
  const work: ByHand = { ...sends, ask: (selection, { ask }) => ask('delivery.retry', selection) }
  return addChoice(new Command('retry'))
    .description('make the next attempt at once; a failed or canceled delivery gets one more')
    .addHelpText('after', examples(`retry ${anId}`, 'retry --state failed --endpoint shop'))
    .action((ids: string[], options: ChoiceOptions) => byHand({ ids, options }, work, open()))
}

export function cancelCommand(open: OpenSession): Command {
  const work: ByHand = { ...onlyChanges, ask: (selection, { ask }) => ask('delivery.cancel', selection) }
  return addChoice(new Command('cancel'))
    .description('send no more attempts; the delivery stays in the list')
    .addHelpText(
      'after',
      examples(`cancel ${anId}`, 'cancel --state queued,retrying --category order.created'),
    )
    .action((ids: string[], options: ChoiceOptions) => byHand({ ids, options }, work, open()))
}

export function holdCommand(open: OpenSession): Command {
  const work: ByHand = { ...onlyChanges, ask: (selection, { ask }) => ask('delivery.hold', selection) }
  return addChoice(new Command('hold'))
    .description('let what waits wait until it is released')
    .addHelpText('after', examples(`hold ${anId}`, 'hold --endpoint shop --dry-run'))
    .action((ids: string[], options: ChoiceOptions) => byHand({ ids, options }, work, open()))
}

export function releaseCommand(open: OpenSession): Command {
  const work: ByHand = { ...sends, ask: (selection, { ask }) => ask('delivery.release', selection) }
  return addChoice(new Command('release'))
    .description('let what is held go on as it would have')
    .addHelpText('after', examples(`release ${anId}`, 'release --state held'))
    .action((ids: string[], options: ChoiceOptions) => byHand({ ids, options }, work, open()))
}

interface RescheduleOptions extends ChoiceOptions {
  retry?: string[]
  maxAttempts?: number
  at?: number
}

export function rescheduleCommand(open: OpenSession): Command {
  return addChoice(new Command('reschedule'))
    .description('give what waits or is held another retry schedule, other attempts at most, or another time')
    .option('--retry <waits>', "waits after failed attempts, such as '5s,30s,2m'", waits)
    .option('--max-attempts <count>', 'attempts until it fails; 0 never gives up', wholeNumber)
    .option('--at <time>', 'the next attempt then, such as 2026-11-23T22:03:40 or +10m', instant)
    .addHelpText(
      'after',
      examples(
        `reschedule ${anId} --retry '1m,10m,1h'`,
        'reschedule --state retrying --endpoint shop --max-attempts 0',
        'reschedule --state scheduled --at 2026-12-01T09:00:00Z',
      ),
    )
    .action((ids: string[], options: RescheduleOptions) => {
      const policy = policyOf(options)
      const work: ByHand = {
        ...onlyChanges,
        ask: (selection, { ask }) => ask('delivery.reschedule', { ...selection, ...policy }),
      }
      return byHand({ ids, options }, work, open())
    })
}

function policyOf({ retry, maxAttempts, at }: RescheduleOptions) {
  if (retry === undefined && maxAttempts === undefined && at === undefined) {
    throw new Refusal(usageCode, 'Say what to change: --retry, --max-attempts, --at, or several of them.')
  }
  return { retrySchedule: retry, maxAttempts, nextAttemptAt: at }
}
