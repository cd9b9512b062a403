/** Where the focus is after what was pressed is gone: in the table, so that its keys work. */
import type { Page } from '@playwright/test'
import { expect, test } from './fixture.ts'
import { compose, goTo, inspector, notice, rows, send } from './steps.ts'

const grid = (page: Page) => page.getByRole('grid', { name: 'Deliveries' })

test('the first test event leaves the focus in the table', async ({ appPage: page }) => {
  await page.getByRole('button', { name: 'Send a test event' }).press('Enter')
  await expect(inspector(page, 'test.hello')).toBeVisible()
  await expect(grid(page)).toBeFocused()
})

test('what is sent from another screen leaves the focus in the table', async ({
  appPage: page,
  receiver,
}) => {
  await send(page, { url: receiver.url, category: 'order.first' })
  await expect(grid(page)).toBeFocused()
  await goTo(page, 'Log')
  await compose(page, { url: receiver.url, category: 'order.second' })
  await page.keyboard.press('Control+Enter')
  await expect(inspector(page, 'order.second')).toBeVisible()
  await expect(grid(page)).toBeFocused()
})

test('the filter gives the focus to the rows, and to the table when it is cleared', async ({
  appPage: page,
  receiver,
}) => {
  for (const category of ['order.first', 'order.second']) await send(page, { url: receiver.url, category })
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  const text = page.getByLabel('Filter deliveries')
  await page.keyboard.press('/')
  await page.keyboard.type('first')
  await page.keyboard.press('Enter')
  await expect(grid(page)).toBeFocused()
  await expect(rows(page, 'order.first')).toHaveAttribute('aria-selected', 'true')

  await page.keyboard.press('/')
  await page.keyboard.press('Escape')
  await expect(grid(page)).toBeFocused()
  await expect(text).toHaveValue('first')
  await page.getByRole('button', { name: 'Clear all' }).click()
  await expect(rows(page, 'order')).toHaveCount(2)
  await expect(grid(page)).toBeFocused()

  await page.keyboard.press('/')
  await page.keyboard.press('ArrowDown')
  await expect(grid(page)).toBeFocused()
  await expect(rows(page, 'order.second')).toHaveAttribute('aria-selected', 'true')

  await text.fill('nothing like it')
  await page.getByRole('button', { name: 'Show all deliveries' }).click()
  await expect(grid(page)).toBeFocused()
  // And the keys are those of the table, not typed.
  await page.keyboard.press('End')
  await expect(rows(page, 'order.first')).toHaveAttribute('aria-selected', 'true')
})

test('a view that was named, and an inspector that was closed, leave the focus in the table', async ({
  appPage: page,
  receiver,
}) => {
  await page.setViewportSize({ width: 900, height: 600 })
  await send(page, { url: receiver.url, category: 'order.created' })
  const filter = page.getByRole('button', { name: 'Filter', exact: true })
  await filter.focus()
  // The table gets wider, and its filter has other buttons then.
  await page.keyboard.press('Escape')
  await expect(inspector(page, 'order.created')).toBeHidden()
  await expect(filter).toBeHidden()
  await expect(grid(page)).toBeFocused()

  await page.keyboard.press('Enter')
  await inspector(page, 'order.created').getByRole('button', { name: 'Close' }).click()
  await expect(inspector(page, 'order.created')).toBeHidden()
  await expect(grid(page)).toBeFocused()

  await page.getByLabel('Filter deliveries').fill('order')
  await page.getByRole('button', { name: 'Save view' }).click()
  await page.getByRole('dialog', { name: 'Save view' }).getByLabel('Name').fill('Orders')
  await page.keyboard.press('Enter')
  await expect(notice(page, 'Saved as “Orders”')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save view' })).toBeHidden()
  await expect(grid(page)).toBeFocused()
})
