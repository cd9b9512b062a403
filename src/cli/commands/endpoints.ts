/** `endpoints`: where deliveries go, how each of them is, and what waits or has failed there. */
import { Command } from 'commander'
import { endpointJson } from '../endpoint-json.ts'
import { endpointTable } from '../endpoint-table.ts'
import { withQueue } from '../queue.ts'
import type { OpenSession } from '../session.ts'
import { examples } from './examples.ts'

export function endpointsCommand(open: OpenSession): Command {
  return new Command('endpoints')
    .description('list endpoints: name, URL, state, how much waits or has failed')
    .option('--saved', 'only those that were saved under a name')
    .addHelpText('after', examples('endpoints', "endpoints --json | jq -r 'select(.counts.failed > 0).name'"))
    .action(async ({ saved = false }: { saved?: boolean }) => {
      const session = open()
      const { output } = session
      await withQueue(session, { dispatching: false }, async ({ ask }) => {
        const { endpoints } = await ask('endpoint.list', { saved })
        if (endpoints.length === 0) output.hint('No endpoints.')
        for (const [index, endpoint] of endpoints.entries()) {
          // The table is one text; JSON is an object a line.
          output.give(endpointJson(endpoint, { secrets: false }), () =>
            index === 0 ? endpointTable(endpoints, output) : '',
          )
        }
      })
    })
}
