/** `send`: one new event, accepted once it is on disk, and by default its first attempt. */
import { Command, Option } from 'commander'
import type { CommandInput } from '../../shared/commands.ts'
import { mostCopies } from '../../shared/limits.ts'
import {
  type BodyMode,
  bodyModes,
  type Compression,
  compressions,
  type DeliveryRow,
  type HeaderList,
} from '../../shared/model.ts'
import { placeholderKinds } from '../../shared/placeholder-kinds.ts'
import { Refusal } from '../../shared/result.ts'
import { deliveryJson } from '../delivery-json.ts'
import { endpointNamed } from '../endpoint-names.ts'
import { exitCodes, usageCode } from '../exit-codes.ts'
import { durationMs, header, instant, oneMore, positiveNumber, waits, wholeNumber } from '../options.ts'
import { type PayloadOptions, readPayload } from '../payload.ts'
import { type Queue, withQueue } from '../queue.ts'
import type { Asking } from '../run-job.ts'
import type { OpenSession } from '../session.ts'
import { standing } from '../texts.ts'
import { giveAfterFirstAttempts } from './give.ts'

interface SendOptions extends PayloadOptions {
  endpoint?: string[]
  category?: string
  at?: number
  eventId?: string
  header?: HeaderList
  retry?: string[]
  maxAttempts?: number
  method?: string
  bodyMode?: BodyMode
  contentType?: string
  compression?: Compression
  copies?: number
  /** Milliseconds. */
  every?: number
  placeholders?: boolean
  wait?: boolean
}

const placeholderNames = Object.keys(placeholderKinds).join(', ')

const examples = `
Examples:
  $ webhook-dispatcher send http://localhost:3000/hooks --category order.created --data '{"id":1}'
  $ webhook-dispatcher send http://localhost:3000/hooks --category order.created --data-file order.json --wait
  $ jq -c .order dump.json | webhook-dispatcher send http://localhost:3000/hooks --category order.created --data-file -
  $ webhook-dispatcher send https://example.com/hooks --category ping --data null --retry '5s,30s,2m' --max-attempts 4
  $ webhook-dispatcher send --endpoint shop --endpoint billing --category order.created --data-file order.json
  $ webhook-dispatcher send --endpoint shop --category order.due --data '{"id":1}' --at +10m
  $ webhook-dispatcher send --endpoint shop --category ping --data '{"id":"{{uuid}}"}' --placeholders --copies 5 --every 2s

To several endpoints one event is sent, and a delivery of it to each. A time without a zone is local time. The payload is
sent as it is written, byte for byte; only with --placeholders is what stands in {{…}} replaced, in URL, category, header
values and payload, when the event is accepted. {{{{ is two braces then. There are:
  ${placeholderNames}
With --wait the command ends when the delivery has: with exit code 0 when it was delivered, 3 when it failed or was canceled.`

export function sendCommand(open: OpenSession): Command {
  return new Command('send')
    .description('send an event to a URL, or to endpoints')
    .argument('[url]', 'where to; or --endpoint')
    .option('--endpoint <name>', 'to this endpoint, by name or id; may be given again', oneMore)
    .option('--category <category>', 'what happened, such as order.created')
    .option('--data <json>', 'the payload')
    .option('--data-file <file>', 'the payload from a file; - is standard input')
    .option('--at <time>', 'when, such as 2026-11-23T22:03:40 or +10m; else at once', instant)
    .option('--event-id <id>', 'instead of a new id; one that exists is refused')
    .option('--header <header>', "a header, such as 'X-Shop: 7'; may be given again", header)
    .option('--retry <waits>', "waits after failed attempts, such as '5s,30s,2m'", waits)
    .option('--max-attempts <count>', 'attempts until it fails; 0 never gives up', wholeNumber)
    .option('--method <method>', 'instead of POST')
    .addOption(new Option('--body-mode <mode>', 'what the body is made of').choices(bodyModes))
    .option('--content-type <type>', 'instead of application/json')
    .addOption(new Option('--compression <kind>', 'instead of what the settings say').choices(compressions))
    .option('--copies <count>', `so many events with ids of their own, up to ${mostCopies}`, positiveNumber)
    .option('--every <wait>', 'from one copy to the next, such as 2s', durationMs)
    .option('--placeholders', 'expand {{uuid}}, {{now}}, {{index}} and the like for each copy')
    .option('--wait', 'until it is delivered, failed or canceled')
    .addHelpText('after', examples)
    .action(async (url: string | undefined, options: SendOptions) => {
      if ((url === undefined) === (options.endpoint === undefined)) {
        throw new Refusal(usageCode, 'Say where to: a URL or --endpoint, and not both.')
      }
      const { category } = options
      if (category === undefined)
        throw new Refusal(usageCode, 'Say what happened, such as --category order.created.')
      if (options.every !== undefined && (options.copies ?? 1) < 2) {
        throw new Refusal(usageCode, 'Say how many copies to send --every so often: --copies.')
      }
      const event = await eventOf({ ...options, category })
      const session = open()
      await withQueue(session, { dispatching: true }, async (queue) => {
        const target = url === undefined ? await endpointsOf(options, queue) : { url }
        await send({ ...target, ...event }, { queue, session, options })
      })
    })
}

type Event = CommandInput<'event.send'>

async function endpointsOf({ endpoint = [] }: SendOptions, queue: Queue): Promise<Partial<Event>> {
  const endpointIds: string[] = []
  for (const name of endpoint) endpointIds.push((await endpointNamed(name, queue)).id)
  return { endpointIds }
}

async function eventOf(options: SendOptions & { category: string }): Promise<Event> {
  const { category, at, eventId, header: headers, retry, maxAttempts, method } = options
  const { bodyMode, contentType, compression, copies, every: everyMs, placeholders } = options
  return {
    category,
    data: await readPayload(options),
    sendAt: at,
    eventId,
    headers,
    retrySchedule: retry,
    maxAttempts,
    method,
    bodyMode,
    contentType,
    compression,
    copies,
    everyMs,
    placeholders,
  }
}

interface Sending extends Asking {
  options: SendOptions
}

async function send(event: Event, { queue, session, options }: Sending): Promise<void> {
  const { deliveries } = await queue.ask('event.send', event)
  if (options.at !== undefined && options.at < Date.now()) {
    session.output.hint('The time is past already, so it is sent at once.')
  }
  if (!options.wait)
    return giveAfterFirstAttempts(
      deliveries.map(({ id }) => id),
      { queue, session },
    )
  await giveSettled(deliveries, { queue, session })
}

/** Each when it is settled. One that cannot be waited for is given as it was accepted, and the reason after all others. */
async function giveSettled(deliveries: DeliveryRow[], asking: Asking): Promise<void> {
  const failures: unknown[] = []
  for (const accepted of deliveries) {
    try {
      await giveWhenSettled(accepted, asking)
    } catch (error) {
      giveRow(accepted, asking) // It is on disk all the same, and its id is needed to find it again.
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}

async function giveWhenSettled(accepted: DeliveryRow, { queue, session }: Asking): Promise<void> {
  await refuseToWaitForever(accepted, queue)
  const { deliveries } = await queue.ask('delivery.wait', { ids: [accepted.id] })
  for (const settled of deliveries) {
    giveRow(settled, { queue, session })
    if (settled.state !== 'delivered') process.exitCode = exitCodes.waitFailed
  }
}

function giveRow(row: DeliveryRow, { session: { output } }: Asking): void {
  output.give(deliveryJson(row), () => standing(row, output.paint))
}

/** Nobody can resume a queue, or an endpoint, that this process alone has open. */
async function refuseToWaitForever({ id }: DeliveryRow, { engine, ask }: Queue): Promise<void> {
  if (!engine) return
  const { state } = await ask('delivery.show', { id })
  if (state === 'held') {
    throw new Refusal(
      'endpoint_paused',
      'The delivery is stored, but its endpoint is paused. Resume the endpoint.',
    )
  }
  const { queue } = await ask('snapshot.get', {})
  if (!queue.paused) return
  throw new Refusal(
    'queue_paused',
    'The delivery is stored, but the queue is paused. Resume it with `webhook-dispatcher resume`.',
  )
}
