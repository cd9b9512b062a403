/**
 * A Chromium for tests and for drawing the icon. On Linux x64 it comes with the packages of this project, together
 * with the libraries that a bare system lacks, so nothing is installed or downloaded; elsewhere Chrome is used.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { LaunchOptions } from '@playwright/test'

const cache = join(import.meta.dirname, '..', 'node_modules', '.cache', 'webhook-dispatcher')
const systemPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** How Playwright starts it. Unpacks it the first time, which takes about two seconds and 220 MB. */
export async function chromiumLaunch(): Promise<LaunchOptions> {
  if (process.platform === 'linux' && process.arch === 'x64') return launchPacked(await unpack())
  const executablePath = systemPaths.find((path) => existsSync(path))
  return executablePath ? { executablePath } : { channel: 'chrome' }
}

function launchPacked(folder: string): LaunchOptions {
  const libraries = [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']]
  const ownFonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') }
  return {
    executablePath: join(folder, 'chromium'),
    env: { ...stringsOf(process.env), ...ownFonts, LD_LIBRARY_PATH: libraries.filter(Boolean).join(':') },
  }
}

/** Into a folder of its own beside the final one, then renamed: nobody ever sees half of it. */
async function unpack(): Promise<string> {
  const packageDir = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..')
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as {
    version: string
  }
  const folder = join(cache, `chromium-${version}`)
  if (existsSync(folder)) return folder
  mkdirSync(cache, { recursive: true })
  const fresh = mkdtempSync(join(cache, 'unpacking-'))
  await unpackInto(fresh, join(packageDir, 'bin'))
  try {
    renameSync(fresh, folder)
  } catch (error) {
    rmSync(fresh, { recursive: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

/** The package always unpacks into the temporary folder, as `chromium`, `fonts` and `al2023`. */
async function unpackInto(folder: string, archives: string): Promise<void> {
  const usual = process.env['TMPDIR']
  process.env['TMPDIR'] = folder
  try {
    const { default: chromium, inflate } = await import('@sparticuz/chromium')
    await chromium.executablePath()
    await inflate(join(archives, 'al2023.tar.br'))
  } finally {
    if (usual === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = usual
  }
}

function stringsOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
