/** What tells endpoints apart: a URL without its query. */
import { unixTarget } from '../shared/checks.ts'

/** Where a URL leads, and how it is called until a person gives it a name. */
export function placeOf(url: string): { place: string; name: string } {
  if (unixTarget(url)) {
    const place = url.split('?', 1)[0] ?? url
    return { place, name: place }
  }
  const { origin, pathname, host } = new URL(url)
  return { place: origin + pathname, name: pathname === '/' ? host : host + pathname }
}

/** Whether requests to it stay on this machine. */
export function isLocal(url: string): boolean {
  if (unixTarget(url)) return true
  const { hostname } = new URL(url)
  return /^(?:.+\.)?localhost$|^127\.\d+\.\d+\.\d+$|^\[::1\]$/i.test(hostname)
}
