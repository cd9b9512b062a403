/**
 * What every spec starts from: a fresh data folder, the window on it in the project's host, and a scripted receiver.
 * After each test everything is ended in order, and nothing may have gone wrong behind the window's back.
 */
// Playwright reads which fixtures are wanted from the pattern, so an empty one has to stand there.
// oxlint-disable no-empty-pattern
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, type Browser, chromium, expect, type Page } from '@playwright/test'
import { chromiumLaunch } from '../../scripts/chromium.ts'
import { startReceiver, type TestReceiver } from '../support/receiver.ts'
import { type ElectronWindow, openInBrowser, openInElectron, type OpenWindow } from './hosts.ts'

interface Fixtures {
  dataDir: string
  receiver: TestReceiver
  /** Opens the window, again after it was closed. Closed after the test unless it was before. */
  open: () => Promise<OpenWindow>
  /** The same for specs that are about Electron itself; on another data folder when one is given. */
  openElectron: (dataDir?: string) => Promise<ElectronWindow>
  appPage: Page
}

interface WorkerFixtures {
  /** Null in the Electron project, which must not start a browser. */
  chrome: Browser | null
}

export { expect }

export const test = base.extend<Fixtures, WorkerFixtures>({
  chrome: [
    async ({}, use, { project }) => {
      const browser = project.name === 'browser' ? await chromium.launch(await chromiumLaunch()) : null
      await use(browser)
      await browser?.close()
    },
    { scope: 'worker' },
  ],

  dataDir: async ({}, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'webhook-dispatcher-'))
    await use(dataDir)
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 })
  },

  receiver: async ({}, use) => {
    const cleanUps: (() => Promise<void>)[] = []
    await use(await startReceiver({ afterTest: (close) => cleanUps.push(close) }))
    for (const cleanUp of cleanUps) await cleanUp()
  },

  open: async ({ dataDir, chrome }, use) => {
    await tracked(use, () => (chrome ? openInBrowser(dataDir, chrome) : openInElectron(dataDir)))
  },

  openElectron: async ({ dataDir }, use) => {
    await tracked(use, (other = dataDir) => openInElectron(other))
  },

  appPage: async ({ open }, use) => {
    await use((await open()).page)
  },
})

/** Gives the test a way to open windows, then ends them and looks at what went wrong in any of them. */
async function tracked<W extends OpenWindow>(
  use: (open: (dataDir?: string) => Promise<W>) => Promise<void>,
  open: (dataDir?: string) => Promise<W>,
): Promise<void> {
  const windows: W[] = []
  await use(async (dataDir) => {
    const window = await open(dataDir)
    windows.push(window)
    return window
  })
  for (const window of windows) await window.close()
  expect(
    windows.flatMap(({ problems }) => problems),
    'nothing went wrong behind the window',
  ).toEqual([])
}
