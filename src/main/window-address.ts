/**
 * The address of the window's page, and the one test of whether something comes from it. Every guard and the IPC
 * check ask here. While developing, the page comes from Vite's server instead of the `app://` scheme.
 */
import { app } from 'electron'

const devServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']

export const scheme = 'app'
export const host = 'window'
export const windowUrl = devServer ?? `${scheme}://${host}/index.html`

/** Node's `URL` gives a scheme of our own no origin, so it is put together by hand. */
const windowOrigin = originOf(windowUrl)

export function isWindowAddress(url: string): boolean {
  return originOf(url) === windowOrigin
}

function originOf(address: string): string | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  return `${url.protocol}//${url.host}`
}
