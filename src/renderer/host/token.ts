/**
 * What the address of the browser host brings (`#token=…&show=…`). The token moves to the tab's session storage, where a
 * reload finds it; both leave the address, so that the token is not copied or photographed along with it.
 */
const key = 'webhook-dispatcher.token'

export interface Brought {
  /** An empty text when the page was opened without one. */
  token: string
  /** The delivery that it was opened to show (`open` of the command line). */
  deliveryId: string | null
}

export function takeBrought(): Brought {
  const fragment = new URLSearchParams(location.hash.slice(1))
  const given = fragment.get('token')
  const kept = sessionStorage.getItem(key) ?? ''
  if (given === null) return { token: kept, deliveryId: null }
  sessionStorage.setItem(key, given)
  history.replaceState(null, '', location.pathname + location.search)
  return { token: given, deliveryId: fragment.get('show') }
}
