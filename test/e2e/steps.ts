/** What specs do in the window again and again, by roles and labels only. */
import { expect, type Locator, type Page } from '@playwright/test'

export interface Composed {
  url: string
  category: string
  payload?: string
  /** Replaces the first waits of the list, in order. */
  waits?: string[]
  maxAttempts?: number
  copies?: number
}

/** Opens the composer, fills it in and leaves it open. */
export async function compose(page: Page, event: Composed): Promise<Locator> {
  await page.getByRole('button', { name: 'New event' }).click()
  const composer = page.getByRole('dialog', { name: 'New event' })
  await fill(composer, 'URL', event.url)
  await fill(composer, 'Category', event.category)
  if (event.payload !== undefined) await writePayload(composer, event.payload)
  if (event.waits || event.maxAttempts !== undefined) await writePolicy(composer, event)
  if (event.copies !== undefined) await writeCopies(composer, event.copies)
  return composer
}

/** Leaves the field afterwards: its suggestions hide everything else from roles while they are open. */
export async function fill(within: Locator, label: string, text: string): Promise<void> {
  const field = within.getByLabel(label, { exact: true })
  await field.fill(text)
  await field.press('Tab')
}

/** Composes and sends by Ctrl Enter; the window then stands on the new delivery, of copies on the table. */
export async function send(page: Page, event: Composed): Promise<void> {
  const composer = await compose(page, event)
  await page.keyboard.press('Control+Enter')
  await expect(composer).toBeHidden()
  if (event.copies === undefined) await expect(inspector(page, event.category)).toBeVisible()
}

/** Into the editor as one paste: typing would let it close brackets. */
export async function writePayload(within: Locator, payload: string): Promise<void> {
  const editor = within.getByRole('textbox', { name: 'Payload' })
  await editor.click()
  await editor.press('ControlOrMeta+A')
  await within.page().keyboard.insertText(payload)
}

async function writePolicy(composer: Locator, { waits = [], maxAttempts }: Composed): Promise<void> {
  await composer.getByRole('button', { name: /^Retries/ }).click()
  for (const [index, wait] of waits.entries()) {
    await composer.getByLabel(`Wait after failed attempt ${index + 1}`, { exact: true }).fill(wait)
  }
  if (maxAttempts !== undefined) await composer.getByLabel('Attempts at most').fill(String(maxAttempts))
}

async function writeCopies(composer: Locator, copies: number): Promise<void> {
  await composer.getByRole('button', { name: /^When and how often/ }).click()
  await expect(composer.getByLabel('Copies')).toBeInViewport()
  await composer.getByLabel('Copies').fill(String(copies))
}

export type Screen = 'Pulse' | 'Endpoints' | 'Receiver' | 'Log' | 'Settings'

/** By the sidebar. */
export async function goTo(page: Page, screen: Screen): Promise<void> {
  const sections = page.getByRole('navigation', { name: 'Sections' })
  await sections.getByRole('button', { name: screen, exact: true }).click()
  await expect(page.getByRole('heading', { name: screen, exact: true, level: 1 })).toBeVisible()
}

/** The deliveries of one state, or all of them, by the sidebar. */
export async function showState(page: Page, state: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Sections' })
    .getByRole('button', { name: new RegExp(`^${state}`) })
    .click()
}

/** A new endpoint; the window then stands on it. */
export async function saveEndpoint(page: Page, { name, url }: { name: string; url: string }): Promise<void> {
  await goTo(page, 'Endpoints')
  await page.getByRole('search').getByRole('button', { name: 'New endpoint' }).click()
  const dialog = page.getByRole('dialog', { name: 'New endpoint' })
  await dialog.getByLabel('Name', { exact: true }).fill(name)
  await dialog.getByLabel('URL', { exact: true }).fill(url)
  await page.keyboard.press('Control+Enter')
  await expect(endpointPane(page, name)).toBeVisible()
}

export function endpointPane(page: Page, name: string): Locator {
  return page.getByRole('region', { name: `Endpoint ${name}`, exact: true })
}

/** A notice with this in its title or below it. */
export function notice(page: Page, text: string | RegExp): Locator {
  return page.locator('[data-type][aria-labelledby]').filter({ hasText: text })
}

/** Keeps every text that elements of a role show from now on, because some of them are gone again at once. */
export async function keepTexts(page: Page, role: string): Promise<() => Promise<string[]>> {
  const kept = await page.evaluateHandle((wanted) => {
    const texts = new Set<string>()
    const look = (): void => {
      for (const element of document.querySelectorAll(`[role="${wanted}"]`)) {
        texts.add(element.getAttribute('aria-label') ?? element.textContent ?? '')
      }
    }
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true })
    return texts
  }, role)
  return () => kept.evaluate((texts) => [...texts])
}

/** The rows of the table that show this text, newest first. */
export function rows(page: Page, text: string): Locator {
  return page.getByRole('grid', { name: 'Deliveries' }).getByRole('row').filter({ hasText: text })
}

/** The mark of a row: `Delivered`, `Failed`, … */
export function stateOf(row: Locator, state: string): Locator {
  return row.getByRole('img', { name: state, exact: true })
}

export function inspector(page: Page, category: string): Locator {
  return page.getByRole('region', { name: `Delivery ${category}` })
}

/** The lines of the timeline: past attempts first, then planned ones, then how it ends. */
export function timeline(page: Page, category: string): Locator {
  return inspector(page, category).getByRole('tabpanel').locator('ol > li')
}
