/**
 * Files of exports and imports as they are typed: the engine wants absolute paths of real files. What comes by a pipe, or
 * goes to one, lies in `transfers` of the data folder meanwhile, readable by its user only, and is gone afterwards.
 */
import { randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream, rmSync, type Stats, statSync } from 'node:fs'
import { open, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { makeFolder } from '../engine/make-folder.ts'
import { Refusal } from '../shared/result.ts'
import { exitCodeOf, onEndAsked } from './signals.ts'

/** The name of standard input and output. */
export const pipeName = '-'

export interface TransferFile {
  /** Absolute. */
  path: string
  /** What it is called in sentences. */
  name: string
  /** Removes it where it was made for this run; never rejects. */
  remove(): Promise<void>
}

/** Where an export goes to; of `-` a file that `giveFile` writes out. Refuses with `file_unwritable` where it has no place. */
export function fileToWrite(typed: string, dataDir: string): TransferFile {
  if (typed === pipeName) return temporary(dataDir, 'standard output')
  const file = kept(typed)
  if (statSync(file.path, { throwIfNoEntry: false })?.isDirectory())
    throw new Refusal('file_unwritable', `${file.name} is a folder. Give the name of a file in it.`, {
      field: 'file',
    })
  return file
}

/** Of `-`, and of what is a pipe, a copy, once all of it has come. Refuses with `file_unreadable`, or as `fileToWrite`. */
export async function fileToRead(typed: string, dataDir: string): Promise<TransferFile> {
  if (typed === pipeName) return copyOf(process.stdin, temporary(dataDir, 'standard input'))
  const file = kept(typed)
  const found = await stat(file.path).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(file.name, reasons[error.code ?? ''] ?? error.message)
  })
  if (found.isDirectory()) throw unreadable(file.name, 'it is a folder')
  if (!isPipe(found)) return file
  return copyOf(createReadStream(file.path), temporary(dataDir, file.name))
}

/** To standard output; answers whether all of it went there. Its name is taken away first, so that nothing is left of it whatever ends this. */
export async function giveFile({ path }: TransferFile): Promise<boolean> {
  const handle = await open(path)
  await rm(path, { force: true })
  try {
    await pipeline(handle.createReadStream(), process.stdout, { end: false })
    return true
  } catch (error) {
    // Whoever read it has left (`| head`); anything else was said by whoever watches the stream.
    if ((error as NodeJS.ErrnoException).syscall !== 'write') throw error
    return false
  }
}

function kept(typed: string): TransferFile {
  const path = resolve(typed)
  return { path, name: path, remove: async () => {} }
}

function temporary(dataDir: string, name: string): TransferFile {
  const folder = join(dataDir, 'transfers')
  try {
    makeFolder(folder, 0o700)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Refusal('file_unwritable', `Nothing can be kept in ${folder} meanwhile: ${reason}.`)
  }
  const path = join(folder, `${randomBytes(16).toString('hex')}-cli`)
  return { path, name, remove: () => rm(path, { force: true }).catch(() => {}) }
}

async function copyOf(source: Readable, file: TransferFile): Promise<TransferFile> {
  const stopListening = onEndAsked((signal) => {
    rmSync(file.path, { force: true })
    process.exit(exitCodeOf(signal))
  })
  try {
    await pipeline(source, createWriteStream(file.path, { flags: 'wx', mode: 0o600 }))
    return file
  } catch (error) {
    await file.remove()
    throw unreadable(file.name, error instanceof Error ? error.message : String(error))
  } finally {
    stopListening()
  }
}

/** As of `<(zcat …)`. */
function isPipe(found: Stats): boolean {
  return found.isFIFO() || found.isCharacterDevice()
}

function unreadable(name: string, reason: string): Refusal {
  const subject = name.charAt(0).toUpperCase() + name.slice(1)
  return new Refusal('file_unreadable', `${subject} cannot be read: ${reason}.`, { field: 'file' })
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'you may not look there',
}
