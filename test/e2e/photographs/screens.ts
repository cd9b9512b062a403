/** How to come to each screen that is photographed, from anywhere, with the keys and names that people use. */
import type { Page } from '@playwright/test'
import { compose, goTo, rows, showState } from '../steps.ts'

type Visit = (page: Page) => Promise<unknown>

const leave: Visit = async (page) => {
  for (let times = 0; times < 2; times += 1) await page.keyboard.press('Escape')
}

async function openFirst(page: Page, text: string): Promise<void> {
  await showState(page, 'All')
  await rows(page, text).first().click()
}

const inspectorTab =
  (tab: string, text: string): Visit =>
  async (page) => {
    await openFirst(page, text)
    await page.getByRole('tab', { name: tab }).click()
  }

/** By name; `text` is in the row whose delivery is looked at. */
export function screens(text: string): Record<string, Visit> {
  return {
    deliveries: (page) => showState(page, 'All'),
    timeline: inspectorTab('Timeline', text),
    request: inspectorTab('Request', text),
    response: inspectorTab('Response', text),
    endpoints: async (page) => {
      await goTo(page, 'Endpoints')
      const first = page.getByRole('main').getByRole('option').first()
      if (await first.isVisible()) await first.click()
    },
    diff: inspectorTab('Diff', text),
    // R alone would replay it at once.
    replay: async (page) => {
      await openFirst(page, text)
      await page.keyboard.press('Shift+r')
    },
    replayMany: async (page) => {
      await showState(page, 'All')
      await page.getByRole('button', { name: /act on all of them$/ }).click()
      await page.getByRole('menuitem', { name: 'Replay all…' }).click()
    },
    retries: async (page) => {
      await openFirst(page, text)
      await page.keyboard.press('Shift+h')
    },
    export: async (page) => {
      await showState(page, 'All')
      await page.keyboard.press('Control+Shift+e')
    },
    pulse: (page) => goTo(page, 'Pulse'),
    receiver: (page) => goTo(page, 'Receiver'),
    log: (page) => goTo(page, 'Log'),
    settings: (page) => goTo(page, 'Settings'),
    palette: async (page) => {
      await showState(page, 'All')
      await page.keyboard.press('Control+k')
    },
    shortcuts: async (page) => {
      await showState(page, 'All')
      await page.keyboard.press('?')
    },
    composer: async (page) => {
      await compose(page, {
        url: 'http://localhost:3000/hooks',
        category: 'order.created',
        payload: '{"id": 1}',
      })
    },
  }
}

export { leave }
