/** How commands of an endpoint answer: with it in full, or with a sentence of what waits for it. */
import type { EndpointDetail } from '../../shared/endpoint.ts'
import { endpointJson } from '../endpoint-json.ts'
import { waiting } from '../endpoint-table.ts'
import { endpointText } from '../endpoint-text.ts'
import { printableLine } from '../printable.ts'
import { type Asking, follow } from '../run-job.ts'
import { deliveriesText } from '../texts.ts'

export interface GivingEndpoint extends Asking {
  secrets: boolean
}

export async function giveEndpoint(endpoint: EndpointDetail, giving: GivingEndpoint): Promise<void> {
  const { secrets, queue, session } = giving
  const { settings } = await queue.ask('snapshot.get', {})
  session.output.give(endpointJson(endpoint, { secrets }), () =>
    endpointText({ endpoint, settings, secrets }, session.output.paint),
  )
}

/** `shop is paused. 12 deliveries wait for it.` Answers with how many. */
export function giveStanding(
  endpoint: EndpointDetail,
  word: string,
  { session: { output } }: Asking,
): number {
  const count = waiting(endpoint.counts)
  const waitText = `${count === 0 ? 'No deliveries wait' : `${deliveriesText(count)} ${count === 1 ? 'waits' : 'wait'}`} for it.`
  const text = `${printableLine(endpoint.name)} ${word}. ${waitText}`
  output.give(endpointJson(endpoint, { secrets: false }), () => text)
  return count
}

/** What a pause or its end means for the deliveries of an endpoint takes a while; Ctrl C does not undo it. */
export async function followEndpointJobs(asking: Asking): Promise<void> {
  const { jobs } = await asking.queue.ask('snapshot.get', {})
  for (const job of jobs) {
    if (job.state === 'running' && job.kind.startsWith('endpoint.')) await follow(job, asking)
  }
}
