/** What a person does with endpoints, from buttons, keys and the palette alike. */
import type { EndpointDetail, EndpointSummary } from '../../shared/endpoint.ts'
import type { DeliveryState } from '../../shared/model.ts'
import type { Result } from '../../shared/result.ts'
import { goTo, openOverlay } from '../app/navigation.ts'
import { invoke } from '../host/bridge.ts'
import { showDeliveries } from '../deliveries/show.ts'
import { refreshEndpoints } from '../live/endpoint-list.ts'
import { showToast } from '../ui/Toast.tsx'
import { totalCount } from './tallies.ts'
import { chooseEndpoint } from './endpoint-view.ts'

type Named = Pick<EndpointSummary, 'id' | 'name'>

export function editEndpoint({ id }: Named): void {
  openOverlay({ kind: 'endpoint', id })
}

/** One that was never saved and has deliveries is only where they go. */
export function canDelete({ saved, counts }: EndpointDetail): boolean {
  return saved || totalCount(counts) === 0
}

export function askToDeleteEndpoint(endpoint: EndpointDetail): void {
  if (canDelete(endpoint)) return openOverlay({ kind: 'deleteEndpoint', id: endpoint.id })
  const detail = 'It is only where its deliveries go.'
  showToast({ about: 'endpoint', title: `${endpoint.name} is not saved`, detail })
}

export function composeTo({ id }: Named): void {
  openOverlay({ kind: 'compose', endpointId: id })
}

export async function toggleEndpoint(endpoint: EndpointSummary): Promise<void> {
  const { id, name, paused } = endpoint
  const answer = await invoke(paused === null ? 'endpoint.pause' : 'endpoint.resume', { id })
  if (!told(answer)) return
  showToast(
    paused === null
      ? { about: 'endpoint', title: `${name} is paused`, detail: 'What waits for it is held.' }
      : { about: 'endpoint', title: `${name} is resumed`, detail: 'What was held for it goes on.' },
  )
}

/** A person says that it is well: what opened the breaker is forgotten. */
export async function closeBreaker({ id, name }: Named): Promise<void> {
  if (told(await invoke('endpoint.resume', { id })))
    showToast({ about: 'endpoint', title: `The breaker of ${name} is closed` })
}

/** Answers whether it was deleted. */
export async function deleteEndpoint({ id, name }: Named): Promise<boolean> {
  const isDone = told(await invoke('endpoint.delete', { id }))
  if (isDone) showToast({ about: 'endpoint', title: `${name} is deleted` })
  return isDone
}

/** All of them, or those in some states. */
export function showDeliveriesOf({ id }: Named, states?: DeliveryState[]): void {
  showDeliveries({ endpointId: id, ...(states ? { states } : {}) })
}

/** On its screen, with its pane. */
export function openEndpoint(id: string): void {
  goTo('endpoints')
  chooseEndpoint(id)
}

/** Says what was refused; true when nothing was. */
function told(answer: Result<unknown>): boolean {
  refreshEndpoints()
  if (!answer.ok) showToast({ kind: 'error', title: 'That did not work', detail: answer.error.message })
  return answer.ok
}
