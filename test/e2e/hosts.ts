/**
 * The two real hosts of the window, started as a person starts them: `serve` with a page in Chromium, and Electron.
 * Both give the specs the same thing, a page with the window in it.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { type Browser, _electron, type ElectronApplication, expect, type Page } from '@playwright/test'
import { findElectron } from '../../scripts/electron-binary.ts'

const root = join(import.meta.dirname, '..', '..')

export interface OpenWindow {
  page: Page
  /** Ends the host in order and waits until it is gone. */
  close(): Promise<void>
  /** What must not happen: errors in the page, refused by its policy, or logged by the host. */
  problems: string[]
}

export interface ElectronWindow extends OpenWindow {
  app: ElectronApplication
}

export async function openInBrowser(dataDir: string, browser: Browser): Promise<OpenWindow> {
  const problems: string[] = []
  const log: string[] = []
  const args = [join(root, 'out', 'main', 'cli.js'), 'serve', '--json', '--no-open', '--data-dir', dataDir]
  const host = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  watchLog(host.stderr, { problems, log })
  const lines = createInterface({ input: host.stdout })
  const first = await Promise.race([once(lines, 'line'), once(host, 'exit').then(() => null)])
  if (!first) throw new Error(`The browser host ended at once: ${log.join('\n')}`)
  const { url, token } = JSON.parse(String(first[0])) as { url: string; token: string }
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  watchPage(page, problems)
  await page.goto(`${url}/#token=${token}`)
  return {
    page,
    problems,
    async close() {
      await context.close()
      if (host.exitCode !== null) return
      const ended = once(host, 'exit')
      host.kill('SIGTERM')
      expect(await ended, 'the browser host ends in order').toEqual([0, null])
    },
  }
}

export async function openInElectron(dataDir: string): Promise<ElectronWindow> {
  const problems: string[] = []
  // Root on Linux cannot have the sandbox; electronArgs then says so itself.
  const chromiumSandbox = process.getuid?.() !== 0
  const app = await _electron.launch({ args: electronArgs(dataDir), cwd: root, chromiumSandbox })
  const host = app.process()
  if (host.stderr) watchLog(host.stderr, { problems })
  const page = await app.firstWindow()
  watchPage(page, problems)
  return {
    app,
    page,
    problems,
    async close() {
      if (host.exitCode === null && host.signalCode === null) await app.close()
    },
  }
}

/** Everything behind the program's name. */
export function electronArgs(dataDir: string): string[] {
  const electron = findElectron()
  if ('problem' in electron) throw new Error(electron.problem)
  return [...electron.args, '--log-level=3', root, `--data-dir=${dataDir}`]
}

/** Defects that the engine or the host logs have the level `error`; what else stands there is Chromium's. */
function watchLog(stderr: Readable, { problems, log }: { problems: string[]; log?: string[] }): void {
  createInterface({ input: stderr }).on('line', (line) => {
    log?.push(line)
    if (/^\S+Z error /.test(line)) problems.push(line)
  })
}

/** A violation of the Content-Security-Policy is an error on the console too. */
function watchPage(page: Page, problems: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()} (${message.location().url})`)
  })
  page.on('pageerror', (error) => problems.push(`page: ${error.stack ?? error.message}`))
  page.on('crash', () => problems.push('the page crashed'))
}
