/**
 * `/api/transfers`: how a window in a browser, which knows no paths, gives the engine a file and gets one. All of them lie in
 * `transfers` of the data folder, under an unguessable name of this server's making, and none outlives what it was for.
 * Bodies stream; what was sent in part is removed.
 */
import { randomBytes } from 'node:crypto'
import { open, readdir, rm, type FileHandle } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { makeFolder } from '../engine/make-folder.ts'
import { Refusal } from '../shared/result.ts'
import { giveFailure, giveResult, methodRefused, notFound } from './responses.ts'

export const transfersPath = '/api/transfers/'

export interface Transfers {
  /** Whether the request has a ticket for the file that it asks for; a ticket lets in once. */
  admits(request: IncomingMessage): boolean
  /** `PUT <name>`, `POST <name>`, `GET <id>`, `DELETE <id>`; only for those that `visitors.ts` or a ticket lets in. */
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** Settles when nothing is written or read any more; call it when the connections are closed. */
  idle(): Promise<void>
}

/** Nothing comes for so long: whoever sends has gone. */
const silenceMs = 60_000
const longestName = 80
/** `<32 hex digits>-` */
const idPrefixLength = 33

/** What an earlier run has left is removed. A folder that cannot be made is said by the first transfer. */
export async function openTransfers(dataDir: string): Promise<Transfers> {
  const folder = join(dataDir, 'transfers')
  const tickets = new Map<string, string>()
  const underWay = new Set<Promise<void>>()
  await removeLeftovers(folder)

  const newPath = (name: string): string => {
    makeFolder(folder, 0o700)
    return join(folder, `${randomBytes(16).toString('hex')}-${safeName(name)}`)
  }
  const place = (name: string): { file: string; ticket: string } => {
    const file = newPath(name)
    const ticket = randomBytes(32).toString('base64url')
    tickets.set(ticket, file)
    return { file, ticket }
  }
  const fileOf = (name: string): string => {
    if (!/^[0-9a-f]{32}-[\w.-]{1,80}$/.test(name)) throw unknownFile()
    return join(folder, name)
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const name = nameIn(request)
    if (name === null) return giveFailure(response, notFound)
    const { method = '' } = request
    switch (method) {
      case 'PUT': {
        const file = newPath(name)
        await receive(request, file)
        return giveResult(response, { ok: true, value: { file } })
      }
      case 'POST':
        return giveResult(response, { ok: true, value: place(name) })
      case 'GET':
        return give(response, fileOf(name))
      case 'DELETE':
        await rm(fileOf(name), { force: true })
        return giveResult(response, { ok: true, value: {} })
      default:
        return giveFailure(response, methodRefused('PUT, POST, GET, DELETE'))
    }
  }

  return {
    admits(request) {
      const ticket = new URLSearchParams(request.url?.split('?')[1]).get('ticket') ?? ''
      const file = tickets.get(ticket)
      if (request.method !== 'GET' || file === undefined) return false
      return file === join(folder, nameIn(request) ?? '') && tickets.delete(ticket)
    },
    async answer(request, response) {
      const work = answer(request, response)
      const settled = work.catch(() => {}).finally(() => underWay.delete(settled))
      underWay.add(settled)
      await work
    },
    idle: async () => void (await Promise.all(underWay)),
  }
}

/** One part of a path, decoded; null where it is none. */
function nameIn({ url = '' }: IncomingMessage): string | null {
  const [path = ''] = url.split('?', 1)
  try {
    const name = decodeURIComponent(path.slice(transfersPath.length))
    return name === '' ? null : name
  } catch {
    return null
  }
}

/** Never a path, and never hidden: `../a b.jsonl` is `a_b.jsonl`. */
function safeName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  const safe = last.replaceAll(/[^\w.-]/g, '_').replace(/^\.+/, '')
  return safe.slice(-longestName) || 'file'
}

async function receive(request: IncomingMessage, file: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    await receiveInto(request, handle)
  } catch (error) {
    await rm(file, { force: true })
    throw faultOf(error)
  }
}

/** One chunk after the other: what is not written yet is not read from the socket. */
async function receiveInto(request: IncomingMessage, handle: FileHandle): Promise<void> {
  request.setTimeout(silenceMs, () => request.destroy(new Error('nothing came for a minute')))
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) await writeWhole(handle, chunk)
  } finally {
    request.setTimeout(0)
    await handle.close()
  }
}

async function writeWhole(handle: FileHandle, chunk: Buffer): Promise<void> {
  let written = 0
  while (written < chunk.length) written += (await handle.write(chunk, written)).bytesWritten
}

/** Removed afterwards, come what may: another download begins with another export. */
async function give(response: ServerResponse, file: string): Promise<void> {
  const handle = await open(file).catch(() => {
    throw unknownFile()
  })
  try {
    const { size } = await handle.stat()
    const name = basename(file).slice(idPrefixLength)
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': size,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    // A client that breaks off has what it wanted.
    await pipeline(handle.createReadStream({ autoClose: false }), response).catch(() => {})
  } finally {
    await handle.close()
    // What stays goes at the next start.
    await rm(file, { force: true }).catch(() => {})
  }
}

async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  await Promise.all(
    names.map((name) => rm(join(folder, name), { recursive: true, force: true }).catch(() => {})),
  )
}

function unknownFile(): Refusal {
  return new Refusal('not_found', 'There is no such file any more. Files are handed out once.')
}

function faultOf(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new Refusal('storage_failed', 'The disk is full: the file was not taken. Make room and try again.')
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM')
    return new Refusal('storage_failed', 'The data folder cannot be written: the file was not taken.')
  return error
}
