/** The latest test event that this window has sent to each endpoint, and what came of its first attempt. */
import { create } from 'zustand'
import type { EndpointSummary } from '../../shared/endpoint.ts'
import type { Attempt, DeliveryState } from '../../shared/model.ts'
import { invoke } from '../host/bridge.ts'
import { createRefresher } from '../live/refresher.ts'
import { liveStore } from '../live/store.ts'
import { openEndpoint } from './actions.ts'

export interface TestEvent {
  /** Null until it is accepted. */
  deliveryId: string | null
  state: DeliveryState
  /** Null until there is one. */
  attempt: Attempt | null
  /** Why it was not accepted; null where it was. */
  refused: string | null
}

/** By the endpoint's id. */
export const testEvents = create<ReadonlyMap<string, TestEvent>>(() => new Map())

const begun: TestEvent = { deliveryId: null, state: 'queued', attempt: null, refused: null }

/** A real event with the endpoint's own options, but sent once: nobody wants a test to be retried for days. */
export async function sendTestEvent({ id, name }: Pick<EndpointSummary, 'id' | 'name'>): Promise<void> {
  put(id, begun)
  const test = { category: 'test', data: testDataFor(name), maxAttempts: 1 }
  const answer = await invoke('event.send', { endpointIds: [id], ...test })
  if (!answer.ok) return put(id, { ...begun, refused: answer.error.message })
  const [row] = answer.value.deliveries
  if (!row) return
  put(id, { ...begun, deliveryId: row.id, state: row.state })
  refresher.request()
}

/** The same from elsewhere: what comes of it is seen at the endpoint. */
export function tryEndpoint(endpoint: Pick<EndpointSummary, 'id' | 'name'>): void {
  openEndpoint(endpoint.id)
  void sendTestEvent(endpoint)
}

export function dismissTestEvent(endpointId: string): void {
  const others = new Map(testEvents.getState())
  others.delete(endpointId)
  testEvents.setState(others, true)
}

function testDataFor(endpoint: string): string {
  return JSON.stringify(
    { message: 'A test event from Webhook Dispatcher. It asks for nothing but a 2xx.', endpoint },
    null,
    2,
  )
}

function put(endpointId: string, event: TestEvent): void {
  testEvents.setState(new Map([...testEvents.getState(), [endpointId, event]]), true)
}

const refresher = createRefresher(async () => {
  for (const [endpointId, { deliveryId, attempt }] of testEvents.getState()) {
    if (deliveryId === null || attempt) continue
    const answer = await invoke('delivery.show', { id: deliveryId })
    if (testEvents.getState().get(endpointId)?.deliveryId !== deliveryId) continue
    if (!answer.ok) dismissTestEvent(endpointId)
    else
      put(endpointId, {
        ...begun,
        deliveryId,
        state: answer.value.state,
        attempt: answer.value.attempts.at(-1) ?? null,
      })
  }
}, 100)

liveStore.subscribe((live, before) => {
  if (live.counts === before.counts) return
  if ([...testEvents.getState().values()].some(({ attempt }) => attempt === null)) refresher.request()
})
