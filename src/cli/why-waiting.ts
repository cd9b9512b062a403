/**
 * What a delivery waits for besides the time of its next attempt, in the words of the command line: see shared/waits.ts. And
 * an application that runs, where there is none.
 */
import type { EndpointDetail } from '../shared/endpoint.ts'
import type { DeliveryDetail } from '../shared/model.ts'
import { type Wait, waitsOf } from '../shared/waits.ts'
import type { Queue } from './queue.ts'
import { deliveriesText, localTime, rateText } from './texts.ts'

export interface WaitFor {
  /** Stable, for programs. */
  code: string
  /** What it waits for, after the words "waits for". */
  message: string
}

/** Nothing for what is on its way or settled. */
export async function whyWaiting(detail: DeliveryDetail, queue: Queue): Promise<WaitFor[]> {
  if (!['scheduled', 'queued', 'retrying', 'held'].includes(detail.state)) return []
  const { queue: status } = await queue.ask('snapshot.get', {})
  const endpoint = await queue.ask('endpoint.show', { id: detail.endpointId })
  const ahead = await aheadOf(detail, { endpoint, queue })
  const waits = waitsOf(detail, { queue: status, endpoint, ahead, now: Date.now() }).flatMap((wait) => {
    const message = messageOf(wait, endpoint)
    return message === null ? [] : [{ code: wait.code, message }]
  })
  if (queue.engine === null || detail.state === 'held') return waits
  return [...waits, { code: 'no_application', message: applicationText }]
}

const applicationText = 'an application: none runs here. `webhook-dispatcher drain` sends what is due'

/** Null for what is said elsewhere or passes by itself. */
function messageOf(wait: Wait, { name, url }: EndpointDetail): string | null {
  switch (wait.code) {
    case 'held':
      return 'a release: it was held by hand'
    case 'queue_fault':
      return `the disk: ${wait.message}`
    case 'closing':
      return 'the next start: the application is closing'
    case 'queue_paused':
      return 'the queue, which is paused'
    case 'endpoint_paused':
    case 'endpoint_gone': {
      const since = wait.since === null ? '' : ` since ${localTime(wait.since)}`
      const why = wait.code === 'endpoint_gone' ? ', because it answered 410 (Gone)' : ''
      return `its endpoint ${name}, which is paused${since}${why}`
    }
    case 'nothing_listens':
      return `somebody to listen at ${url}: nobody has since ${localTime(wait.since)}`
    case 'breaker_open': {
      const failures = `${wait.failuresInRow} ${wait.failuresInRow === 1 ? 'failure' : 'failures'} in a row`
      const probe = wait.probeAt === null ? 'a probe is due' : `it probes at ${localTime(wait.probeAt)}`
      return `the breaker of ${name}, open after ${failures}; ${probe}`
    }
    case 'scheduled':
      return `${localTime(wait.at)}, the time that it was scheduled for`
    case 'ordered':
      return `${deliveriesText(wait.ahead ?? 0)} before it, as ${name} is ordered`
    case 'rate_limited':
      return `its turn: ${name} gets at most ${rateText(wait.limit)}`
    case 'next_attempt':
    case 'turn':
      return null
  }
}

interface OrderParts {
  endpoint: EndpointDetail
  queue: Queue
}

/** In an ordered endpoint those that were accepted before go first. */
async function aheadOf(detail: DeliveryDetail, { endpoint, queue }: OrderParts): Promise<number> {
  if (!endpoint.options.ordered || detail.state === 'held') return 0
  const { total } = await queue.ask('delivery.list', {
    filter: { endpointId: endpoint.id, states: ['queued', 'sending', 'retrying'] },
    upToSeq: detail.seq - 1,
    limit: 1,
  })
  return total
}
