/** The main journeys by keyboard alone: from screen to screen, an endpoint from its making to its deletion, what waits. */
import { expect, test } from './fixture.ts'
import { compose, endpointPane, inspector, rows, stateOf } from './steps.ts'

test('every screen is two keys away', async ({ appPage: page }) => {
  const screens = [
    ['e', 'Endpoints'],
    ['r', 'Receiver'],
    ['l', 'Log'],
    ['s', 'Settings'],
  ] as const
  await expect(page.getByRole('button', { name: 'Send a test event' })).toBeVisible()
  for (const [key, name] of screens) {
    await page.keyboard.press('g')
    await page.keyboard.press(key)
    await expect(page.getByRole('heading', { name, exact: true, level: 1 })).toBeVisible()
  }
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Send a test event' })).toBeVisible()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+K')
  await page.keyboard.type('settings')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Settings', exact: true, level: 1 })).toBeVisible()
})

test('an endpoint is made, tried, paused, resumed and deleted without a mouse', async ({
  appPage: page,
  receiver,
}) => {
  await expect(page.getByRole('button', { name: 'Send a test event' })).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('e')
  await expect(page.getByText('No endpoint yet')).toBeVisible()
  await page.keyboard.press('a')
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused()
  await page.keyboard.type('staging')
  await page.keyboard.press('Tab')
  await page.keyboard.type(receiver.url)
  await page.keyboard.press('Control+Enter')
  const pane = endpointPane(page, 'staging')
  await expect(pane.getByText('Not used yet')).toBeVisible()

  await page.keyboard.press('t')
  await receiver.waitFor(1)
  // It answers in place.
  await expect(pane.getByText('Healthy', { exact: true })).toBeVisible()
  await page.keyboard.press('h')
  await expect(pane).toContainText('Paused by you since')
  await page.keyboard.press('h')
  await expect(pane.getByText('Healthy', { exact: true })).toBeVisible()
  await page.keyboard.press('o')
  await expect(stateOf(rows(page, receiver.url.slice('http://'.length)), 'Delivered')).toBeVisible()

  await page.keyboard.press('g')
  await page.keyboard.press('e')
  await page.keyboard.press('Delete')
  const question = page.getByRole('dialog', { name: 'Delete staging?' })
  await expect(question.getByRole('button', { name: 'Keep' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(question).toBeHidden()
  await expect(page.getByRole('option').filter({ hasText: 'staging' })).toHaveCount(0)
})

test('a delivery is composed, held, released, canceled and deleted without a mouse', async ({
  appPage: page,
  receiver,
}) => {
  const category = 'order.created'
  await expect(page.getByRole('button', { name: 'Send a test event' })).toBeVisible()
  await page.keyboard.press('p')
  await expect(page.getByRole('switch', { name: 'Queue' })).not.toBeChecked()
  await page.keyboard.press('n')
  await expect(page.getByLabel('URL', { exact: true })).toBeFocused()
  await page.keyboard.type(receiver.url)
  await page.keyboard.press('Tab')
  await page.keyboard.type(category)
  await page.keyboard.press('Control+Enter')
  await expect(inspector(page, category)).toBeVisible()
  await page.keyboard.press('h')
  await expect(stateOf(rows(page, category), 'Held')).toBeVisible()
  await page.keyboard.press('h')
  await expect(stateOf(rows(page, category), 'Queued')).toBeVisible()
  await page.keyboard.press('x')
  await expect(stateOf(rows(page, category), 'Canceled')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(inspector(page, category)).toBeHidden()
  await page.keyboard.press('Delete')
  await expect(page.getByRole('dialog', { name: /^Delete/ })).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Send a test event' })).toBeVisible()
})

test('the composer is left by one Escape before its editor is there (a swallowed Escape)', async ({
  appPage: page,
}) => {
  const draft = page.getByRole('dialog', { name: 'New event' })
  await compose(page, { url: 'http://127.0.0.1:1/hooks', category: 'order.kept' })
  await page.keyboard.press('Escape')
  await expect(draft).toBeHidden()
  let editorIsHere = (): void => {}
  const held = new Promise<void>((resolve) => {
    editorIsHere = resolve
  })
  await page.route(/CodeEditor/, async (route) => {
    await held
    await route.continue()
  })
  await page.reload()
  await expect(page.getByRole('button', { name: 'Send a test event' })).toBeVisible()
  await page.keyboard.press('n')
  await expect(draft.getByText('Loading the editor')).toBeVisible()
  await expect(draft).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(draft).toBeHidden()
  editorIsHere()
})

test('what was left for a dialog has the focus again when that is gone', async ({ appPage: page }) => {
  const opener = page.getByRole('button', { name: 'New event' })
  await opener.focus()
  for (const [key, dialog] of [
    ['Enter', 'New event'],
    ['Control+K', 'Search and commands'],
  ] as const) {
    await page.keyboard.press(key)
    await expect(page.getByRole('dialog', { name: dialog })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog', { name: dialog })).toBeHidden()
    await expect(opener).toBeFocused()
  }
})
