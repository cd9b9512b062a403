/**
 * A file that is being written. It has another name until it is whole, so that a broken one never looks like a whole one,
 * and takes the place of an older one in a single step.
 */
import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, link, lstat, open, rename, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Refusal } from '../../shared/result.ts'

export interface PartFile {
  write(bytes: Buffer): Promise<void>
  /** It is on the disk and has its name. Refuses with `file_exists` where another has come there meanwhile. */
  finish(): Promise<void>
  /** Removes what is not finished; does nothing otherwise. */
  discard(): Promise<void>
}

/** Refuses with `file_exists` or `file_unwritable`. For its owner alone: payloads are nobody else's business. */
export async function createPartFile(file: string, overwrite: boolean): Promise<PartFile> {
  if (!overwrite && (await exists(file))) throw fileExists(file)
  const part = `${file}.${randomBytes(6).toString('hex')}.part`
  const handle = await openPart(part, file)
  let isOpen = true

  return {
    async write(bytes) {
      await said(file, handle.writeFile(bytes))
    },
    async finish() {
      await said(file, handle.sync())
      isOpen = false
      await handle.close()
      await said(file, give(part, file, overwrite))
    },
    async discard() {
      if (!isOpen) return
      isOpen = false
      await handle.close()
      await unlink(part).catch(() => {})
    },
  }
}

async function openPart(part: string, file: string): Promise<FileHandle> {
  const { O_CREAT, O_EXCL, O_WRONLY, O_APPEND } = constants
  return said(file, open(part, O_CREAT | O_EXCL | O_WRONLY | O_APPEND, 0o600))
}

/** A link is made only where nothing is; not every file system has links. */
async function give(part: string, file: string, overwrite: boolean): Promise<void> {
  if (overwrite) return rename(part, file)
  try {
    await link(part, file)
    await unlink(part)
  } catch (error) {
    if (codeOf(error) === 'EEXIST') {
      await unlink(part).catch(() => {})
      throw fileExists(file)
    }
    await rename(part, file)
  }
}

async function exists(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  )
}

function fileExists(file: string): Refusal {
  const message = `${file} is there already. Choose another name, or have it replaced.`
  return new Refusal('file_exists', message, { field: 'file' })
}

async function said<T>(file: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal('file_unwritable', `${file} could not be written: ${reasonOf(error, file)}`, {
      field: 'file',
    })
  }
}

function reasonOf(error: unknown, file: string): string {
  const known = reasons[codeOf(error) ?? '']
  return known ? known(dirname(file)) : `${error instanceof Error ? error.message : String(error)}.`
}

const forbidden = (folder: string): string => `nothing may be written in ${folder}.`
const full = (): string => 'the disk is full.'
const reasons: Readonly<Record<string, (folder: string) => string>> = {
  ENOENT: (folder) => `there is no folder ${folder}.`,
  EACCES: forbidden,
  EPERM: forbidden,
  EROFS: forbidden,
  ENOSPC: full,
  EDQUOT: full,
  EISDIR: () => 'it is a folder.',
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
}
