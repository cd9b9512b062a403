/**
 * The `app://` scheme: the built window as a secure origin of its own, with the same files and the same
 * Content-Security-Policy as the browser host gives out. `file:` is never used.
 */
import { protocol } from 'electron'
import { windowFile } from '../server/window-files.ts'
import { host, scheme } from './window-address.ts'

/** Once, before `ready`. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
  protocol.registerSchemesAsPrivileged([{ scheme, privileges }])
}

/** After `ready`. `folder` is the built window; nothing outside of it is ever given out. */
export function serveWindow(folder: string): void {
  protocol.handle(scheme, async (request) => {
    const url = new URL(request.url)
    if (request.method !== 'GET' || url.host !== host) return new Response(null, { status: 404 })
    const { status, headers, body } = await windowFile(folder, url.pathname)
    return new Response(body, { status, headers })
  })
}
