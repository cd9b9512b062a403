/** The files that were imported last, by path. A browser knows no paths, so there are none in it. */
import { bridge } from '../host/bridge.ts'

const key = 'webhook-dispatcher.recent-imports'
const most = 8

/** The latest first. */
export function recentFiles(storage: Storage = localStorage): string[] {
  if (bridge.host !== 'electron') return []
  try {
    const kept: unknown = JSON.parse(storage.getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept.filter((path) => typeof path === 'string').slice(0, most) : []
  } catch {
    return []
  }
}

export function noteRecentFile(path: string, storage: Storage = localStorage): void {
  if (bridge.host !== 'electron') return
  storage.setItem(key, JSON.stringify(withRecent(recentFiles(storage), path)))
}

/** Each once, the latest first. */
export function withRecent(paths: readonly string[], path: string): string[] {
  return [path, ...paths.filter((one) => one !== path)].slice(0, most)
}
