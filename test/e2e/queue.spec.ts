/** The first minute, and the queue as a whole: pausing, keyboards, reloading, and very many rows. */
import { expect, test } from './fixture.ts'
import { compose, inspector, rows, send, stateOf } from './steps.ts'

test('one click in an empty window gives the first green row', async ({ appPage: page }) => {
  await page.getByRole('button', { name: 'Send a test event' }).click()
  await expect(stateOf(rows(page, 'test.hello'), 'Delivered')).toBeVisible()
  await page.getByRole('button', { name: 'Receiver' }).click()
  await expect(page.getByText('test.hello').first()).toBeVisible()
})

test('a paused queue keeps events, and a resumed one sends them', async ({ appPage: page, receiver }) => {
  const queue = page.getByRole('switch', { name: 'Queue' })
  await queue.click()
  await expect(queue).not.toBeChecked()
  await send(page, { url: receiver.url, category: 'order.created' })
  await expect(rows(page, 'order.created')).toHaveCount(1)
  await expect(stateOf(rows(page, 'order.created'), 'Queued')).toBeVisible()
  expect(receiver.requests).toHaveLength(0)

  await queue.click()
  await expect(stateOf(rows(page, 'order.created'), 'Delivered')).toBeVisible()
  expect(receiver.requests).toHaveLength(1)
})

test('an event is composed, sent and looked at without a mouse', async ({ appPage: page, receiver }) => {
  await expect(page.getByRole('button', { name: 'Send a test event' })).toBeVisible()
  await page.keyboard.press('n')
  const composer = page.getByRole('dialog', { name: 'New event' })
  await expect(composer.getByLabel('URL', { exact: true })).toBeFocused()
  await page.keyboard.type(receiver.url)
  await page.keyboard.press('Tab')
  await expect(composer.getByLabel('Category', { exact: true })).toBeFocused()
  await page.keyboard.type('user.created')
  await page.keyboard.press('Control+Enter')
  await expect(stateOf(rows(page, 'user.created'), 'Delivered')).toBeVisible()

  await page.keyboard.press('Escape')
  await expect(inspector(page, 'user.created')).toBeHidden()
  await page.keyboard.press('r')
  await expect(rows(page, 'user.created')).toHaveCount(2)
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(inspector(page, 'user.created')).toBeVisible()
  await page.keyboard.press('/')
  await expect(page.getByLabel('Filter deliveries')).toBeFocused()
  await page.keyboard.type('nothing like it')
  await expect(page.getByText('No delivery matches this filter.')).toBeVisible()
})

test('a reload keeps everything', async ({ appPage: page, receiver }) => {
  receiver.setAnswers([200, 500])
  await send(page, { url: receiver.url, category: 'kept.delivered' })
  await expect(stateOf(rows(page, 'kept.delivered'), 'Delivered')).toBeVisible()
  await send(page, { url: receiver.url, category: 'kept.failed', maxAttempts: 1 })
  await expect(stateOf(rows(page, 'kept.failed'), 'Failed')).toBeVisible()
  const composer = await compose(page, { url: receiver.url, category: 'kept.draft', payload: '{"draft":1}' })
  await expect(composer.getByRole('textbox', { name: 'Payload' })).toContainText('"draft"')
  await page.keyboard.press('Escape')

  await page.reload()
  await expect(stateOf(rows(page, 'kept.delivered'), 'Delivered')).toBeVisible()
  await expect(stateOf(rows(page, 'kept.failed'), 'Failed')).toBeVisible()
  await page.getByRole('button', { name: 'New event' }).click()
  await expect(composer.getByLabel('Category', { exact: true })).toHaveValue('kept.draft')
  await expect(composer.getByRole('textbox', { name: 'Payload' })).toContainText('"draft"')
})

test('of a thousand rows only those in sight exist, and the last one is a key away', async ({
  appPage: page,
  receiver,
}) => {
  await page.getByRole('switch', { name: 'Queue' }).click()
  const composer = await compose(page, { url: receiver.url, category: 'many.events' })
  await composer.getByRole('button', { name: /^When and how often/ }).click()
  await composer.getByLabel('Copies').fill('1000')
  await page.keyboard.press('Control+Enter')
  const grid = page.getByRole('grid', { name: 'Deliveries' })
  await expect(grid).toHaveAttribute('aria-rowcount', '1001')
  expect(await rows(page, 'many.events').count()).toBeLessThan(100)
  await grid.focus()
  await expect(grid).toBeFocused()
  await page.keyboard.press('End')
  await expect(grid.locator('[aria-rowindex="1001"]')).toBeVisible()
})
