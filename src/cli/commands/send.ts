/** `send`: one new event, accepted once it is on disk, and by default its first attempt. */
import { Command } from 'commander'
import type { CommandInput } from '../../shared/commands.ts'
import type { DeliveryRow, HeaderList } from '../../shared/model.ts'
import { Refusal } from '../../shared/result.ts'
import { deliveryJson } from '../delivery-json.ts'
import { exitCodes } from '../exit-codes.ts'
import { header, waits, wholeNumber } from '../options.ts'
import { type PayloadOptions, readPayload } from '../payload.ts'
import { type Queue, withQueue } from '../queue.ts'
import type { OpenSession, Session } from '../session.ts'
import { standing } from '../texts.ts'
import { giveAfterFirstAttempts } from './give.ts'

interface SendOptions extends PayloadOptions {
  category: string
  eventId?: string
  header?: HeaderList
  retry?: string[]
  maxAttempts?: number
  method?: string
  wait?: boolean
}

const examples = `
Examples:
  $ webhook-dispatcher send http://localhost:3000/hooks --category order.created --data '{"id":1}'
  $ webhook-dispatcher send http://localhost:3000/hooks --category order.created --data-file order.json --wait
  $ jq -c .order dump.json | webhook-dispatcher send http://localhost:3000/hooks --category order.created --data-file -
  $ webhook-dispatcher send https://example.com/hooks --category ping --data null --retry '5s,30s,2m' --max-attempts 4

The payload is sent as it is written, byte for byte. With --wait the command ends when the delivery has: with exit
code 0 when it was delivered, 3 when it failed or was canceled.`

export function sendCommand(open: OpenSession): Command {
  return new Command('send')
    .description('send an event to a URL')
    .argument('<url>', 'where to')
    .requiredOption('--category <category>', 'what happened, such as order.created')
    .option('--data <json>', 'the payload')
    .option('--data-file <file>', 'the payload from a file; - is standard input')
    .option('--event-id <id>', 'instead of a new id; one that exists is refused')
    .option('--header <header>', "a header, such as 'X-Shop: 7'; may be given again", header)
    .option('--retry <waits>', "waits after failed attempts, such as '5s,30s,2m'", waits)
    .option('--max-attempts <count>', 'attempts until it fails; 0 never gives up', wholeNumber)
    .option('--method <method>', 'instead of POST')
    .option('--wait', 'until it is delivered, failed or canceled')
    .addHelpText('after', examples)
    .action(async (url: string, options: SendOptions) => {
      const event = await eventOf(url, options)
      const session = open()
      await withQueue(session, { dispatching: true }, (queue) => send(event, { queue, session, options }))
    })
}

async function eventOf(url: string, options: SendOptions): Promise<CommandInput<'event.send'>> {
  const { category, eventId, header: headers, retry, maxAttempts, method } = options
  return {
    url,
    category,
    data: await readPayload(options),
    ...(eventId === undefined ? {} : { eventId }),
    ...(headers === undefined ? {} : { headers }),
    ...(retry === undefined ? {} : { retrySchedule: retry }),
    ...(maxAttempts === undefined ? {} : { maxAttempts }),
    ...(method === undefined ? {} : { method }),
  }
}

interface Sending {
  queue: Queue
  session: Session
  options: SendOptions
}

async function send(event: CommandInput<'event.send'>, { queue, session, options }: Sending): Promise<void> {
  const { deliveries } = await queue.ask('event.send', event)
  if (!options.wait)
    return giveAfterFirstAttempts(
      deliveries.map(({ id }) => id),
      { queue, session },
    )
  for (const accepted of deliveries) await giveSettled(accepted, { queue, session })
}

async function giveSettled(
  accepted: DeliveryRow,
  { queue, session }: Omit<Sending, 'options'>,
): Promise<void> {
  const { output } = session
  const give = (row: DeliveryRow): void => output.give(deliveryJson(row), () => standing(row, output.paint))
  try {
    await refuseToWaitForever(queue)
    const { deliveries } = await queue.ask('delivery.wait', { ids: [accepted.id] })
    for (const settled of deliveries) {
      give(settled)
      if (settled.state !== 'delivered') process.exitCode = exitCodes.waitFailed
    }
  } catch (error) {
    give(accepted) // It is on disk all the same, and its id is needed to find it again.
    throw error
  }
}

/** Nobody can resume a queue that this process alone has open. */
async function refuseToWaitForever({ engine, ask }: Queue): Promise<void> {
  if (!engine) return
  const { queue } = await ask('snapshot.get', {})
  if (!queue.paused) return
  throw new Refusal(
    'queue_paused',
    'The delivery is stored, but the queue is paused. Resume it in the application.',
  )
}
