/** `tail`: what happens in the running application, as it happens. */
import { Command } from 'commander'
import type { Address } from '../../server/address.ts'
import type { DeliveryState } from '../../shared/model.ts'
import { endpointNamed } from '../endpoint-names.ts'
import { lost, openFeed } from '../feed.ts'
import { states } from '../options.ts'
import { withApplication } from '../queue.ts'
import type { Asking } from '../run-job.ts'
import type { OpenSession } from '../session.ts'
import { createTail, type TailFilter, tailJson, tailText } from '../tail-lines.ts'
import { examples } from './examples.ts'

interface TailOptions {
  state?: DeliveryState[]
  category?: string
  endpoint?: string
}

const explained = `

It needs a running application, and shows what happens from now on: time, state, last answer and how long it took, category, URL.
Ctrl C ends it.`

export function tailCommand(open: OpenSession): Command {
  return new Command('tail')
    .description('show deliveries as they are accepted, tried and settled')
    .option(
      '--state <state>',
      'only when they come into this state; may be given again, or with commas',
      states,
    )
    .option('--category <category>', 'only of this category')
    .option('--endpoint <name>', 'only to this endpoint, by name or id')
    .addHelpText(
      'after',
      examples(
        'tail',
        'tail --state failed,retrying --endpoint shop',
        'tail --category order.created --json | jq -r .id',
      ) + explained,
    )
    .action(async ({ state, category, endpoint }: TailOptions) => {
      const session = open()
      await withApplication(session, async (queue, address) => {
        const endpointId = endpoint === undefined ? undefined : (await endpointNamed(endpoint, queue)).id
        await tail({ states: state, category, endpointId }, address, { queue, session })
      })
    })
}

/** Refuses with `disconnected` when the application goes. */
async function tail(filter: TailFilter, address: Address, { queue, session }: Asking): Promise<void> {
  const { output } = session
  const linesOf = createTail(filter)
  const feed = await openFeed(address, ({ events }) => {
    for (const line of linesOf(events)) output.give(tailJson(line), () => tailText(line, output))
  })
  const asked = Promise.withResolvers<'asked'>()
  const end = (): void => asked.resolve('asked')
  const stopListening = queue.onEndAsked(end)
  // Whoever reads it has left (`| head`).
  process.stdout.once('error', end)
  output.hint('Shows what happens from now on. Ctrl C ends it.')
  const why = await Promise.race([asked.promise, feed.closed])
  stopListening()
  feed.close()
  if (why !== 'asked') throw lost
}
