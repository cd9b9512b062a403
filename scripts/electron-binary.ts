/**
 * Finds Electron's program, or fetches it: since version 42 the package downloads nothing when it is installed. A
 * machine that cannot have it, or cannot run it, gets a reason in words instead of an error from deep inside.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { run } from './run.ts'

/** `args` stand before the application's folder. */
export type ElectronBinary = { path: string; args: string[] } | { problem: string }

const packageDir = join(import.meta.dirname, '..', 'node_modules', 'electron')
const releases = 'https://github.com/electron/electron/releases/download/'
const names: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
}
/** Long enough for a slow name server; a network that drops packets would keep the download waiting for minutes. */
const probeMs = 8_000
const downloadMs = 600_000

/** What is here already; never touches the network. */
export function findElectron(): ElectronBinary {
  const given = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const path = join(given || join(packageDir, 'dist'), names[process.platform] ?? 'electron')
  if (existsSync(path)) return usable(path)
  return { problem: given ? `Electron is not in ${given}` : 'Electron has not been downloaded' }
}

/** As `findElectron`, but downloads what is missing. Progress goes to standard error. */
export async function getElectron(): Promise<ElectronBinary> {
  const found = findElectron()
  if ('path' in found || process.env['ELECTRON_OVERRIDE_DIST_PATH']) return found
  if (!existsSync(join(packageDir, 'dist'))) {
    const problem = await download()
    if (problem) return { problem }
  }
  return findElectron()
}

async function download(): Promise<string | null> {
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as {
    version: string
  }
  if (!(await canReach(releases)))
    return `Electron cannot be downloaded (${new URL(releases).host} is out of reach)`
  console.error(`Downloading Electron ${version} (about 120 MB, once)…`)
  const installer = join(packageDir, 'install.js')
  const code = await run(process.execPath, [installer], { stdio: 'ignore', timeout: downloadMs })
  return code === 0 ? null : `Electron ${version} could not be downloaded`
}

/** A mirror or a proxy of the person's own is taken at its word: only the installer knows how to use it. */
async function canReach(address: string): Promise<boolean> {
  const detours = /^(?:npm_config_)?(?:electron_mirror|electron_get_use_proxy|https?_proxy)$/i
  if (Object.keys(process.env).some((name) => detours.test(name) && process.env[name])) return true
  try {
    await fetch(address, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(probeMs) })
    return true
  } catch {
    return false
  }
}

function usable(path: string): ElectronBinary {
  const early = waitsForMain(path) ? [] : ['-r', join(import.meta.dirname, 'before-ready.cjs')]
  if (process.platform !== 'linux') return { path, args: early }
  const missing = missingLibraries(path)
  if (missing.length > 0) return { problem: `Electron needs system libraries: ${missing.join(', ')}` }
  if (process.getuid?.() === 0) return { path, args: [...early, '--no-sandbox'] }
  if (canSandbox(path)) return { path, args: early }
  return { problem: 'this system does not let Electron put its window in a sandbox' }
}

/** Electron's own default application waits for an ES module main file; a stand-in for it may not. */
function waitsForMain(path: string): boolean {
  const places = ['resources/default_app.asar', '../Resources/default_app.asar']
  return places.some((place) => existsSync(join(dirname(path), place)))
}

function missingLibraries(path: string): string[] {
  try {
    const report = execFileSync('ldd', [path], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    return [...report.matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name ?? '')
  } catch {
    return [] // A script that starts the program, or a system without ldd: the start will tell.
  }
}

/** Chromium's two ways: its set-uid program, or a user namespace of its own (which some systems forbid). */
function canSandbox(path: string): boolean {
  const helper = statSync(join(dirname(path), 'chrome-sandbox'), { throwIfNoEntry: false })
  if (helper && helper.uid === 0 && (helper.mode & 0o4000) !== 0) return true
  try {
    execFileSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' })
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
  }
}
