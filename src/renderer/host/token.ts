/**
 * The token of the browser host. It comes once in the address (`#token=…`), moves to the tab's session storage, where
 * a reload finds it, and leaves the address, so that it is not copied or photographed along with it.
 */
const key = 'webhook-dispatcher.token'

/** The token, or an empty text when the page was opened without one. */
export function takeToken(): string {
  const given = new URLSearchParams(location.hash.slice(1)).get('token')
  if (given === null) return sessionStorage.getItem(key) ?? ''
  sessionStorage.setItem(key, given)
  history.replaceState(null, '', location.pathname + location.search)
  return given
}
