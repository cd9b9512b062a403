/**
 * Where the running application is to be found: `address.json` in the data folder, readable by its user only. The owner
 * of the folder writes it while its door is open; after a crash it is left behind, so whoever reads it expects nobody.
 */
import { randomBytes } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface Address {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  url: string
  token: string
  /** The process that owns the data folder. */
  pid: number
  /** Which host its window is in; left out by those that have none, or that are older than this. */
  host?: 'electron' | 'browser'
}

/** Appears whole or not at all. Rejects when the folder cannot be written. */
export async function publishAddress(dataDir: string, address: Address): Promise<void> {
  const path = fileIn(dataDir)
  const { url, token, pid, host } = address
  const draft = `${path}.${pid}-${randomBytes(4).toString('hex')}`
  try {
    await writeFile(draft, `${JSON.stringify({ url, token, pid, host })}\n`, { mode: 0o600, flag: 'wx' })
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/** Null where nobody published one, or where the file is none of ours. */
export async function readAddress(dataDir: string): Promise<Address | null> {
  try {
    return asAddress(JSON.parse(await readFile(fileIn(dataDir), 'utf8')))
  } catch {
    return null
  }
}

/** Takes back what this process published; what another one has published since stays. */
export async function withdrawAddress(dataDir: string): Promise<void> {
  const published = await readAddress(dataDir)
  if (published?.pid === process.pid) await rm(fileIn(dataDir), { force: true })
}

const fileIn = (dataDir: string): string => join(dataDir, 'address.json')

/** Only this machine is an address: a file that was tampered with must not send the queue elsewhere. */
function asAddress(value: unknown): Address | null {
  const { url, token, pid, host } = (value ?? {}) as Partial<Record<keyof Address, unknown>>
  if (typeof url !== 'string' || !/^http:\/\/127\.0\.0\.1:\d{1,5}$/.test(url)) return null
  if (typeof token !== 'string' || !/^[\w-]{43}$/.test(token)) return null
  if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid <= 0) return null
  return { url, token, pid, ...(host === 'electron' || host === 'browser' ? { host } : {}) }
}
