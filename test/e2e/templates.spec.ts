/** A template with placeholders: kept by name, begun with after a restart, and sent in copies that the preview showed. */
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixture.ts'
import { compose, fill } from './steps.ts'

function composerOf(page: Page): Locator {
  return page.getByRole('dialog', { name: 'New event' })
}

test('a template outlives the application, and its copies are as the preview shows them', async ({
  open,
  receiver,
}) => {
  const first = await open()
  const composer = await compose(first.page, {
    url: `${receiver.url}?copy={{index}}`,
    category: 'order.created',
    payload: '{"n":{{index}},"id":"{{uuid}}","raw":"{{{{name}}"}',
    copies: 3,
  })
  await composer.getByLabel('One every').fill('1s')
  await expect(composer.getByText(/^3 events, one every 1 s, from /).last()).toBeVisible()
  await composer.getByRole('combobox', { name: 'Body' }).click()
  await first.page.getByRole('option', { name: 'Raw payload' }).click()
  await composer.getByRole('button', { name: 'Templates' }).click()
  const pane = first.page.getByRole('dialog', { name: 'Templates' })
  // There is none to find yet.
  await expect(pane.getByLabel('Save this draft as')).toBeFocused()
  await first.page.keyboard.type('Order created')
  await first.page.keyboard.press('Enter')
  await expect(pane.getByRole('list', { name: 'Templates' })).toContainText('Order created')
  await first.page.keyboard.press('Escape')
  // Typed and not sent: it waits for the next start.
  await fill(composer, 'Category', 'order.typed')
  await first.page.keyboard.press('Escape')
  await expect(composer).toBeHidden()
  await first.close()

  // In a browser the page comes from another port now.
  const { page } = await open()
  await page.getByRole('button', { name: 'New event' }).click()
  await expect(composerOf(page).getByLabel('Category', { exact: true })).toHaveValue('order.typed')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+K')
  await page.keyboard.type('from a templ')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Find a template')).toBeFocused()
  await page.keyboard.type('order')
  await expect(page.getByRole('list', { name: 'Templates' }).getByRole('listitem')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(composerOf(page).getByLabel('Category', { exact: true })).toHaveValue('order.created')
  const request = composerOf(page).getByLabel('Request as it will be sent')
  const shown = /\{"n":1.*\}/.exec((await request.textContent()) ?? '')?.[0]
  await page.keyboard.press('Control+Enter')
  await expect(composerOf(page)).toBeHidden()
  await receiver.waitFor(3)

  const bodies = receiver.requests.map(({ body }) => body.toString())
  expect(bodies[0]).toBe(shown)
  expect(bodies.map((body) => (JSON.parse(body) as { n: number; raw: string }).n)).toEqual([1, 2, 3])
  expect(bodies[0]).toContain('"raw":"{{name}}"')
  expect(new Set(bodies.map((body) => (JSON.parse(body) as { id: string }).id)).size).toBe(3)
  expect(receiver.requests.map(({ path }) => path)).toEqual([1, 2, 3].map((n) => `/hooks?copy=${n}`))
})
