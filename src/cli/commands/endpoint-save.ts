/** `endpoint save`: makes an endpoint, or changes the named options of one; the others stay. */
import { Command } from 'commander'
import { defaultEndpointOptions, type EndpointDetail } from '../../shared/endpoint.ts'
import { endpointNamed, findEndpoint } from '../endpoint-names.ts'
import { addSaveOptions, changesOf, type SaveOptions } from '../endpoint-options.ts'
import { type Queue, withQueue } from '../queue.ts'
import type { OpenSession } from '../session.ts'
import { examples } from './examples.ts'
import { giveEndpoint } from './give-endpoint.ts'

const explained = `

What is not given stays as it is. \`default\` brings back what a new endpoint has: for compression, retry, max-attempts,
timeout, connect-timeout and concurrency that is what the settings say. Deliveries that were accepted before keep their
URL, headers, body and schedule; limits and TLS count for them too.`

export function endpointSaveCommand(open: OpenSession): Command {
  return addSaveOptions(new Command('save'))
    .description('make an endpoint, or change one')
    .argument('<name>', 'of a new one, or as `endpoints` prints it')
    .addHelpText(
      'after',
      examples(
        'endpoint save shop --url http://localhost:3000/hooks',
        "endpoint save shop --header 'Authorization: Bearer 7' --retry '5s,1m,10m' --max-attempts 5",
        'endpoint save shop --rate 10/s --breaker 5:30s --timeout 30s --ordered',
        'endpoint save shop --timeout default --rate none --no-ordered',
      ) + explained,
    )
    .action(async (name: string, options: SaveOptions) => {
      const session = open()
      await withQueue(session, { dispatching: false }, async (queue) => {
        const saved = await save(name, options, queue)
        await giveEndpoint(saved, { secrets: false, queue, session })
        if (!saved.options.transport.tls.verify) {
          session.output.hint('Certificates are not verified there: whoever answers gets the events.')
        }
      })
    })
}

async function save(name: string, given: SaveOptions, queue: Queue): Promise<EndpointDetail> {
  const named =
    given.url === undefined
      ? await endpointNamed(name, queue, 'A new one needs --url.')
      : await findEndpoint(name, queue)
  // With a URL, an unsaved one that happens to be called so is another place.
  const known = given.url !== undefined && named?.saved === false && named.id !== name ? null : named
  return queue.ask('endpoint.save', {
    id: known?.id,
    name: given.rename ?? known?.name ?? name,
    url: given.url,
    options: changesOf(given, known?.options ?? defaultEndpointOptions),
  })
}
