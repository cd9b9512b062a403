/**
 * What a page may not do, for every page that ever comes into being here: leave the application, open windows, embed
 * others, or ask for a permission. Everything is refused that is not named.
 */
import { app, type Session, shell, type WebContents } from 'electron'
import { isWindowAddress } from './window-address.ts'

/** Sites that the window links to. They open in the person's own browser, over https only. */
const knownSites: ReadonlySet<string> = new Set([
  'developer.mozilla.org',
  'github.com',
  'www.standardwebhooks.com',
])

/** Copying as cURL and the like; reading the clipboard is not needed and stays refused. */
const allowedPermission = 'clipboard-sanitized-write'

/** Call before the first window opens. */
export function guardContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    const refuseForeign = (event: { url: string; preventDefault(): void }): void => {
      if (!isWindowAddress(event.url)) event.preventDefault()
    }
    contents.on('will-navigate', refuseForeign)
    contents.on('will-redirect', refuseForeign)
    contents.on('will-frame-navigate', refuseForeign)
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      if (isKnownSite(url)) void shell.openExternal(url)
      return { action: 'deny' }
    })
  })
}

export function guardSession(session: Session): void {
  const allowed = (contents: WebContents | null, permission: string): boolean =>
    permission === allowedPermission && contents !== null && isWindowAddress(contents.getURL())
  session.setPermissionRequestHandler((contents, permission, answer) => answer(allowed(contents, permission)))
  session.setPermissionCheckHandler(allowed)
  session.setDevicePermissionHandler(() => false)
}

function isKnownSite(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  return url.protocol === 'https:' && knownSites.has(url.host)
}
