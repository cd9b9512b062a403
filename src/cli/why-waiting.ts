/**
 * What a delivery waits for besides the time of its next attempt, as far as it can be told: a hold, a pause, a breaker, a
 * port where nobody listens, those before it in an ordered endpoint, or an application that runs.
 */
import type { EndpointDetail } from '../shared/endpoint.ts'
import type { DeliveryDetail, QueueStatus } from '../shared/model.ts'
import type { Queue } from './queue.ts'
import { deliveriesText, localTime } from './texts.ts'

export interface Wait {
  /** Stable, for programs. */
  code: string
  /** What it waits for, after the words "waits for". */
  message: string
}

/** Nothing for what is on its way or settled. */
export async function whyWaiting(detail: DeliveryDetail, queue: Queue): Promise<Wait[]> {
  if (!['scheduled', 'queued', 'retrying', 'held'].includes(detail.state)) return []
  const { queue: status } = await queue.ask('snapshot.get', {})
  const endpoint = await queue.ask('endpoint.show', { id: detail.endpointId })
  const waits = [
    ...timeOf(detail),
    ...holdOf(detail, endpoint),
    ...queueOf(status),
    ...healthOf(endpoint),
    ...(await orderOf(detail, { endpoint, queue })),
  ]
  if (queue.engine === null || detail.state === 'held') return waits
  return [...waits, { code: 'no_application', message: applicationText }]
}

const applicationText = 'an application: none runs here. `webhook-dispatcher drain` sends what is due'

function timeOf({ state, nextAttemptAt }: DeliveryDetail): Wait[] {
  if (state !== 'scheduled' || nextAttemptAt === null) return []
  return [{ code: 'scheduled', message: `${localTime(nextAttemptAt)}, the time that it was scheduled for` }]
}

function holdOf({ state, heldBy }: DeliveryDetail, { name, paused, pausedAt }: EndpointDetail): Wait[] {
  const waits: Wait[] = []
  if (state === 'held' && heldBy === 'person') {
    waits.push({ code: 'held', message: 'a release: it was held by hand' })
  }
  if (paused === null) return waits
  const since = pausedAt === null ? '' : ` since ${localTime(pausedAt)}`
  const why = paused === 'gone' ? ', because it answered 410 (Gone)' : ''
  const code = paused === 'gone' ? 'endpoint_gone' : 'endpoint_paused'
  return [...waits, { code, message: `its endpoint ${name}, which is paused${since}${why}` }]
}

function queueOf({ paused, fault }: QueueStatus): Wait[] {
  const waits: Wait[] = []
  if (paused) waits.push({ code: 'queue_paused', message: 'the queue, which is paused' })
  if (fault !== null) waits.push({ code: 'queue_fault', message: `the disk: ${fault}` })
  return waits
}

function healthOf({ name, url, health, options }: EndpointDetail): Wait[] {
  const waits: Wait[] = []
  const { refusedSince, probeAt, failuresInRow } = health
  if (refusedSince !== null) {
    const message = `somebody to listen at ${url}: nobody has since ${localTime(refusedSince)}`
    waits.push({ code: 'nothing_listens', message })
  }
  if (probeAt !== null && options.breaker !== null) {
    const message = `the breaker of ${name}, open after ${failuresInRow} ${failuresInRow === 1 ? 'failure' : 'failures'} in a row; it probes at ${localTime(probeAt)}`
    waits.push({ code: 'breaker_open', message })
  }
  return waits
}

interface OrderParts {
  endpoint: EndpointDetail
  queue: Queue
}

/** In an ordered endpoint those that were accepted before go first. */
async function orderOf(detail: DeliveryDetail, { endpoint, queue }: OrderParts): Promise<Wait[]> {
  if (!endpoint.options.ordered || detail.state === 'held') return []
  const { total } = await queue.ask('delivery.list', {
    filter: { endpointId: endpoint.id, states: ['queued', 'sending', 'retrying'] },
    upToSeq: detail.seq - 1,
    limit: 1,
  })
  if (total === 0) return []
  return [{ code: 'ordered', message: `${deliveriesText(total)} before it, as ${endpoint.name} is ordered` }]
}
