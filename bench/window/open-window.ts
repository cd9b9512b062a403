/** The built application in Electron on a folder that a benchmark filled. */
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { findElectron } from '../../scripts/electron-binary.ts'

const root = join(import.meta.dirname, '..', '..')

export interface OpenWindow {
  page: Page
  /** ms from the start of the program to a list with rows in it. */
  usableMs: number
  close(): Promise<void>
}

export async function openWindow(folder: string): Promise<OpenWindow> {
  const electron = findElectron()
  if ('problem' in electron) throw new Error(electron.problem)
  const startedAt = performance.now()
  const app: ElectronApplication = await _electron.launch({
    args: [...electron.args, '--log-level=3', root, `--data-dir=${folder}`],
    chromiumSandbox: process.getuid?.() !== 0,
  })
  const page = await app.firstWindow()
  await page.locator('[data-delivery]').first().waitFor()
  return { page, usableMs: performance.now() - startedAt, close: () => app.close() }
}
