/** Where the queue is kept unless `--data-dir` or `WEBHOOK_DISPATCHER_DATA_DIR` says otherwise: one place for all hosts. */
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

export function defaultDataDir(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  const chosen = env['WEBHOOK_DISPATCHER_DATA_DIR']
  if (chosen) return resolve(chosen)
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Webhook Dispatcher')
  if (platform === 'win32') {
    return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Webhook Dispatcher')
  }
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'webhook-dispatcher')
}
