/** `replay`: sends again as new deliveries, as it was or with edits. */
import { Command, Option } from 'commander'
import type { CommandInput } from '../../shared/commands.ts'
import type { EndpointDetail, RateLimit } from '../../shared/endpoint.ts'
import type { Job } from '../../shared/job.ts'
import { checkUrl } from '../../shared/checks.ts'
import type { HeaderList } from '../../shared/model.ts'
import { Refusal } from '../../shared/result.ts'
import { addChoice, type ChoiceOptions } from '../choice.ts'
import { deliveryJson } from '../delivery-json.ts'
import { endpointNamed } from '../endpoint-names.ts'
import { exitCodes } from '../exit-codes.ts'
import { header, rate, waits, wholeNumber } from '../options.ts'
import { type PayloadOptions, readPayload } from '../payload.ts'
import type { Queue } from '../queue.ts'
import { replayTargets, targetsText } from '../replay-targets.ts'
import { giveReplays, refuseToWaitPaused } from '../replay-wait.ts'
import type { Asking } from '../run-job.ts'
import type { OpenSession } from '../session.ts'
import { standing } from '../texts.ts'
import { bulkAnswer, type ByHand, byHand } from './by-hand.ts'
import { examples } from './examples.ts'
import { giveAfterFirstAttempts } from './give.ts'

interface ReplayOptions extends ChoiceOptions, PayloadOptions {
  as?: 'redeliver' | 'new'
  url?: string
  newCategory?: string
  header?: HeaderList
  method?: string
  retry?: string[]
  maxAttempts?: number
  to?: string
  rate?: RateLimit
  wait?: boolean
}

export function replayCommand(open: OpenSession): Command {
  return addChoice(new Command('replay'))
    .description('send again as new deliveries, linked to the old ones')
    .addOption(
      new Option('--as <event>', 'the same event with its id, or a new one').choices(['redeliver', 'new']),
    )
    .option('--url <url>', 'to another URL')
    .option('--to <endpoint>', 'to a saved endpoint, as its options say; by name or id')
    .option(
      '--rate <limit>',
      'first attempts at this rate, such as 10/s or 100/m',
      rate('It is written 10/s or 100/m.'),
    )
    .option('--data <json>', 'with another payload')
    .option('--data-file <file>', 'with another payload from a file; - is standard input')
    .option('--new-category <category>', 'of another category; only --as new')
    .option('--header <header>', 'with these headers in place of its own; may be given again', header)
    .option('--method <method>', 'with another method')
    .option('--retry <waits>', "with other waits, such as '5s,30s,2m'", waits)
    .option('--wait', 'until all of them are delivered, failed or canceled')
    .option('--max-attempts <count>', 'with other attempts at most; 0 never gives up', wholeNumber)
    .addHelpText(
      'after',
      examples(
        'replay 019ab3c1-7a52-7b1f-9d0e-0f6f2f0c7a11',
        'replay 019ab3c1-7a52-7b1f-9d0e-0f6f2f0c7a11 --as new --url http://localhost:4000/hooks',
        'replay --state failed --category order.created --dry-run',
        'replay --state failed --endpoint shop --rate 10/s --wait',
      ),
    )
    .action(async (ids: string[], options: ReplayOptions) => {
      const edits = await editsOf(options)
      await byHand({ ids, options }, replaying(edits, options), open())
    })
}

type Edits = CommandInput<'delivery.replay'>['edits']

function replaying(edits: Edits, { to, as, rate: rateLimit, wait }: ReplayOptions): ByHand {
  const endpointOf = async (queue: Queue): Promise<EndpointDetail | null> =>
    to === undefined ? null : endpointNamed(to, queue)
  return {
    dispatching: true,
    async ask(selection, queue) {
      if (wait) await refuseToWaitPaused(queue)
      const endpointId = (await endpointOf(queue))?.id
      const request = { ...selection, as, edits: { ...edits, endpointId }, rateLimit }
      const { deliveries, job } = await queue.ask('delivery.replay', request)
      return bulkAnswer(
        deliveries.map(({ id }) => id),
        job,
      )
    },
    give: wait ? giveWhenSettled : giveAfterFirstAttempts,
    async foresee(filter, { queue, session: { output } }) {
      const wrong = edits?.url === undefined ? null : checkUrl(edits.url)
      if (wrong) throw new Refusal(wrong.code, wrong.message, { field: '--url' })
      const url = edits?.url ?? (await endpointOf(queue))?.url ?? null
      const found = await replayTargets(filter, url, queue)
      output.give({ dryRun: true, ...found }, () => targetsText(found))
    },
    ...(wait ? { settle: settleReplays } : {}),
  }
}

async function settleReplays({ replays }: Job, asking: Asking): Promise<void> {
  if (replays) await giveReplays(replays, asking)
}

/** Of named ones. */
async function giveWhenSettled(ids: string[], { queue, session: { output } }: Asking): Promise<void> {
  if (ids.length === 0) return
  const { deliveries } = await queue.ask('delivery.wait', { ids })
  for (const row of deliveries) output.give(deliveryJson(row), () => standing(row, output.paint))
  if (deliveries.some(({ state }) => state !== 'delivered')) process.exitCode = exitCodes.waitFailed
}

async function editsOf(options: ReplayOptions): Promise<Edits> {
  const { url, newCategory, header: headers, method, retry, maxAttempts, data, dataFile } = options
  const hasPayload = data !== undefined || dataFile !== undefined
  return {
    url,
    category: newCategory,
    data: hasPayload ? await readPayload(options) : undefined,
    headers,
    method,
    retrySchedule: retry,
    maxAttempts,
  }
}
