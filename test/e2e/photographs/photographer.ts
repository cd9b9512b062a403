/**
 * Takes photographs of a staged window and compares them with those that are kept beside this file. Everything that a
 * machine adds of its own is taken away: its fonts, its clock, its language, its time zone, its animations.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, expect, type Page } from '@playwright/test'
import { chromiumLaunch } from '../../../scripts/chromium.ts'
import type { SceneName } from './scenes.ts'
import { stagedNow } from './staged-now.ts'

export const looks = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  { name: 'light-small', colorScheme: 'light', viewport: { width: 900, height: 600 } },
  { name: 'dark-small', colorScheme: 'dark', viewport: { width: 900, height: 600 } },
] as const
export type Look = (typeof looks)[number]

export interface PhotoBrowser {
  /** A window in one look, on a stage's address. */
  open(look: Look, address: string): Promise<{ page: Page; context: BrowserContext; problems: string[] }>
  close(): Promise<void>
}

export async function startPhotoBrowser(): Promise<PhotoBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'webhook-dispatcher-fonts-'))
  const fonts = join(folder, 'fonts.conf')
  writeFileSync(fonts, fontConfiguration(folder))
  const launch = await chromiumLaunch()
  const browser: Browser = await chromium.launch({
    ...launch,
    args: [...(launch.args ?? []), '--font-render-hinting=none', '--disable-lcd-text'],
    env: { ...launch.env, FONTCONFIG_FILE: fonts },
  })
  return {
    async open({ colorScheme, viewport }, address) {
      const context = await browser.newContext({
        colorScheme,
        viewport,
        locale: 'en-GB',
        timezoneId: 'Europe/Berlin',
        reducedMotion: 'reduce',
      })
      const page = await context.newPage()
      const problems: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text())
      })
      page.on('pageerror', (error) => problems.push(error.message))
      await page.clock.setFixedTime(stagedNow)
      await page.goto(address)
      return { page, context, problems }
    },
    async close() {
      await browser.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The stage runs the engine's sources, in a process of its own. Answers with its address, which holds the token. */
export async function startStage(
  scene: SceneName,
  dataDir: string,
): Promise<{ address: string; close(): Promise<void> }> {
  const sources = join(import.meta.dirname, '../../support/run-sources.ts')
  const file = join(import.meta.dirname, 'stage-child.ts')
  const args = ['--import', sources, file, scene, dataDir]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const first = once(createInterface({ input: child.stdout }), 'line')
  const line = await Promise.race([first, ended.then(() => null)])
  if (!line) throw new Error(`The stage of ${scene} ended before it stood.`)
  return {
    address: String(line[0]),
    async close() {
      child.stdin.end()
      await ended
    },
  }
}

/** A hundredth of the picture may differ: anti-aliasing does from processor to processor, a shifted line is more. */
export async function photograph(page: Page, name: string): Promise<void> {
  // No tooltip and no hover of what was clicked last.
  await page.mouse.move(0, 0)
  await expect.soft(page).toHaveScreenshot(`${name}.png`, { maxDiffPixelRatio: 0.01, threshold: 0.2 })
}

/** What axe calls serious or critical, one line each. Dark differs from light in its colours alone. */
export async function seriousFindings(page: Page, { colorScheme }: Look): Promise<string[]> {
  const axe = new AxeBuilder({ page })
  const { violations } = await (colorScheme === 'dark' ? axe.withRules(['color-contrast']) : axe).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
    )
}

/** DejaVu for every family that the style sheet names. */
function fontConfiguration(cache: string): string {
  const fonts = join(import.meta.dirname, '../../../node_modules/dejavu-fonts-ttf/ttf')
  const alias = (family: string, to: string): string =>
    `<alias binding="same"><family>${family}</family><prefer><family>${to}</family></prefer></alias>`
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${fonts}</dir>
  <cachedir>${cache}</cachedir>
  <selectfont><rejectfont><glob>*Serif*</glob><glob>*Condensed*</glob><glob>*Light*</glob><glob>*Math*</glob></rejectfont></selectfont>
  ${alias('system-ui', 'DejaVu Sans')}
  ${alias('sans-serif', 'DejaVu Sans')}
  ${alias('ui-monospace', 'DejaVu Sans Mono')}
  ${alias('monospace', 'DejaVu Sans Mono')}
</fontconfig>
`
}
