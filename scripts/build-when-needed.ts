/**
 * Builds into `out/` unless what stands there came from exactly these sources. Prints nothing when all is well, so
 * that a command line run through it stays a clean pipe. Two at once are safe: the second waits, then finds it done.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import Database from 'better-sqlite3'

const root = join(import.meta.dirname, '..')
const stampFile = join(root, 'out', 'built-from')
const builder = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
const inputs = ['src', 'electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json']
/** A build takes seconds; whoever waits longer than this waits for something that hangs. */
const longestWaitMs = 300_000

/** Rejects with what the builder printed when the sources do not build. */
export async function buildWhenNeeded(): Promise<void> {
  if (isBuiltFrom(fingerprint())) return
  const release = await lock()
  try {
    const sources = fingerprint()
    if (isBuiltFrom(sources)) return
    rmSync(stampFile, { force: true })
    await build()
    writeFileSync(stampFile, sources)
  } finally {
    release()
  }
}

async function build(): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, [builder, 'build'], {
      cwd: root,
      maxBuffer: 64 * 1024 * 1024,
    })
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`${stdout}${stderr}The build failed.`, { cause: error })
  }
}

function isBuiltFrom(sources: string): boolean {
  try {
    return readFileSync(stampFile, 'utf8') === sources
  } catch {
    return false
  }
}

/** Of contents, not of times: a checkout touches everything, and a deleted file has no time. */
function fingerprint(): string {
  const hash = createHash('sha256')
  for (const input of inputs) {
    for (const path of filesOf(input)) {
      const content = readFileSync(join(root, path))
      hash.update(`${path}\0${content.length}\0`).update(content)
    }
  }
  return hash.digest('hex')
}

function filesOf(input: string): string[] {
  if (input.includes('.')) return [input]
  const entries = readdirSync(join(root, input), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort()
}

/** An SQLite lock: the system takes it back however its owner ends, so it is never stale. */
async function lock(): Promise<() => void> {
  mkdirSync(join(root, 'out'), { recursive: true })
  const database = new Database(join(root, 'out', 'build.lock'), { timeout: longestWaitMs })
  database.exec('BEGIN EXCLUSIVE')
  return () => database.close()
}

if (import.meta.main) {
  buildWhenNeeded().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
}
