/**
 * The token of a data folder: made once, kept in `token` beside the queue (readable by its user only), so that a window
 * that is open in a browser finds its application again after a restart.
 */
import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** 43 characters base64url. Where the folder cannot keep it, a new one for this run. */
export async function folderToken(dataDir: string): Promise<string> {
  const path = join(dataDir, 'token')
  const kept = await readFile(path, 'utf8').then(
    (text) => text.trim(),
    () => '',
  )
  if (/^[\w-]{43}$/.test(kept)) return kept
  const token = randomBytes(32).toString('base64url')
  // A window's token is no reason not to start: without the file it only has to be opened anew after a restart.
  await writeFile(path, `${token}\n`, { mode: 0o600 }).catch(() => {})
  return token
}
