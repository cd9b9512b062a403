/** What the endpoints screen remembers while others are shown: which one is looked at, and by what the list is filtered. */
import { create } from 'zustand'
import type { EndpointDetail } from '../../shared/endpoint.ts'
import { endpointList } from '../live/endpoint-list.ts'

interface EndpointView {
  /** The one that the pane shows; null: the first of the list. */
  chosen: string | null
  text: string
}

export const endpointView = create<EndpointView>(() => ({ chosen: null, text: '' }))

/** The text field's element id, for the key that goes there. */
export const endpointTextId = 'endpoints-filter'

/** Also one that the filter hides. */
export function chooseEndpoint(id: string): void {
  const { text } = endpointView.getState()
  const isHidden = !shownEndpoints(endpointList.getState().endpoints, text).some((each) => each.id === id)
  endpointView.setState({ chosen: id, ...(isHidden ? { text: '' } : {}) })
}

/** Those of which the name or the URL holds the text, letters in either case. */
export function shownEndpoints(endpoints: readonly EndpointDetail[], text: string): EndpointDetail[] {
  const wanted = text.trim().toLowerCase()
  return endpoints.filter(({ name, url }) => [name, url].some((part) => part.toLowerCase().includes(wanted)))
}

/** The one that the pane shows; null where there is none. */
export function chosenEndpoint(): EndpointDetail | null {
  const { chosen, text } = endpointView.getState()
  const shown = shownEndpoints(endpointList.getState().endpoints, text)
  return shown.find(({ id }) => id === chosen) ?? shown[0] ?? null
}

export function stepEndpoint(by: 1 | -1): void {
  const shown = shownEndpoints(endpointList.getState().endpoints, endpointView.getState().text)
  const index = shown.findIndex(({ id }) => id === chosenEndpoint()?.id)
  const next = shown[index + by]
  if (next) endpointView.setState({ chosen: next.id })
}
