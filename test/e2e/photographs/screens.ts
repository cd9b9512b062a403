/** How to come to each screen that is photographed, from anywhere, with the keys and names that people use. */
import { expect, type Page } from '@playwright/test'
import { compose, goTo, rows, showState } from '../steps.ts'

const drafted = { url: 'http://localhost:3000/hooks', category: 'order.created', payload: '{"id": 1}' }

/** Of the Go package; two lines of it are no events. */
const queueFile = Array.from({ length: 12 }, (_, number) =>
  number % 7 === 4
    ? '{"event_id": '
    : JSON.stringify({
        category: number % 3 === 0 ? 'order.created' : 'user.created',
        created_at: '2026-01-14T10:00:00Z',
        event_id: `event-${number}`,
        data: { id: number, customer: 'Ada Lovelace' },
        url: `https://${number % 2 === 0 ? 'shop' : 'staging'}.example.com/hooks`,
        headers: {},
        retry_count: 0,
        max_retry_count: 3,
        retry_schedule: ['5s'],
      }),
).join('\n')

type Visit = (page: Page) => Promise<unknown>

const leave: Visit = async (page) => {
  for (let times = 0; times < 3; times += 1) await page.keyboard.press('Escape')
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

export type ScreenName = keyof ReturnType<typeof screens>

/** By name; `text` is in the row whose delivery is looked at. */
export function screens(text: string) {
  return {
    deliveries: (page: Page) => showState(page, 'All'),
    timeline: inspectorTab('Timeline', text),
    request: inspectorTab('Request', text),
    response: inspectorTab('Response', text),
    endpoints: async (page: Page) => {
      await goTo(page, 'Endpoints')
      const first = page.getByRole('main').getByRole('option').first()
      if (await first.isVisible()) await first.click()
    },
    diff: inspectorTab('Diff', text),
    // R alone would replay it at once.
    replay: async (page: Page) => {
      await openFirst(page, text)
      await page.keyboard.press('Shift+r')
    },
    replayMany: async (page: Page) => {
      await showState(page, 'All')
      await page.getByRole('button', { name: /act on all of them$/ }).click()
      await page.getByRole('menuitem', { name: 'Replay all…' }).click()
    },
    retries: async (page: Page) => {
      await openFirst(page, text)
      await page.keyboard.press('Shift+h')
    },
    export: async (page: Page) => {
      await showState(page, 'All')
      await page.keyboard.press('Control+Shift+e')
    },
    pulse: (page: Page) => goTo(page, 'Pulse'),
    // While it listens its port stands beside the name.
    receiver: (page: Page) => showState(page, 'Receiver'),
    log: (page: Page) => goTo(page, 'Log'),
    settings: (page: Page) => goTo(page, 'Settings'),
    palette: async (page: Page) => {
      await showState(page, 'All')
      await page.keyboard.press('Control+k')
    },
    shortcuts: async (page: Page) => {
      await showState(page, 'All')
      await page.keyboard.press('?')
    },
    composer: (page: Page) => compose(page, drafted),
    templates: async (page: Page) => {
      const composer = await compose(page, drafted)
      await composer.getByRole('button', { name: 'Templates' }).click()
    },
    import: async (page: Page) => {
      await showState(page, 'All')
      await page.keyboard.press('Control+Shift+i')
      const chooser = page.waitForEvent('filechooser')
      await page.getByRole('button', { name: 'Choose a file…' }).click()
      await (await chooser).setFiles({ name: 'queue.jsonl', mimeType: '', buffer: Buffer.from(queueFile) })
      await expect(page.getByRole('button', { name: /^Import \d+ deliveries$/ })).toBeEnabled()
    },
  } satisfies Record<string, Visit>
}

export { leave }
