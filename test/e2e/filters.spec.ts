/** The list at full strength: filters as chips, a search in bodies, a saved view that survives, columns and order. */
import { expect, test } from './fixture.ts'
import { inspector, notice, rows, send } from './steps.ts'

test('filters are combined, searched, saved as a view, and there again after a restart', async ({
  open,
  receiver,
}) => {
  test.slow()
  const { page, close } = await open()
  receiver.setAnswers([{ status: 503, body: 'Sorry, no stock' }, 200])
  const event = { url: receiver.url, maxAttempts: 1 }
  await send(page, { ...event, category: 'order.refused', payload: '{"name":"Ada"}' })
  await send(page, { ...event, category: 'order.taken', payload: '{"name":"Bob"}' })
  await page.keyboard.press('Escape')
  await expect(rows(page, 'order')).toHaveCount(2)

  await page.getByRole('button', { name: 'Filter by answer' }).click()
  const serverErrors = page.getByRole('menuitemcheckbox', { name: /^5xx/ })
  await serverErrors.click()
  await expect(serverErrors).toBeChecked()
  await serverErrors.press('Escape')
  await expect(page.getByRole('menu')).toBeHidden()
  await expect(rows(page, 'order')).toHaveText(/order\.refused/)
  const text = page.getByLabel('Filter deliveries')
  await page.keyboard.press('/')
  await page.keyboard.type('NO STOCK')
  await expect(page.getByText('No delivery matches this filter.')).toBeVisible()
  await page.getByRole('button', { name: /^Look in/ }).click()
  const responses = page.getByRole('menuitemcheckbox', { name: 'Responses' })
  await responses.click()
  await expect(responses).toBeChecked()
  await responses.press('Escape')
  await expect(page.getByRole('menu')).toBeHidden()
  await expect(rows(page, 'order.refused')).toHaveCount(1)
  const chips = page.getByRole('list', { name: 'Active filters' }).getByRole('button')
  await expect(chips).toHaveText(['', '', 'Clear all'])

  await page.getByRole('button', { name: 'Save view' }).click()
  await page.getByRole('dialog', { name: 'Save view' }).getByLabel('Name').fill('Out of stock')
  await page.keyboard.press('Enter')
  await expect(notice(page, 'Saved as “Out of stock”')).toBeVisible()
  await text.fill('')
  await expect(chips).toHaveText(['', 'Clear all'])
  await text.press('Backspace')
  await expect(rows(page, 'order')).toHaveCount(2)

  await close()
  const again = (await open()).page
  await again.getByRole('button', { name: 'Out of stock', exact: true }).click()
  await expect(rows(again, 'order')).toHaveText(/order\.refused/)
  await expect(again.getByRole('button', { name: 'Out of stock', exact: true })).toHaveAttribute(
    'aria-current',
    'page',
  )
  await again.getByRole('button', { name: 'View Out of stock: more' }).click()
  await again.getByRole('menuitem', { name: 'Delete' }).click()
  await notice(again, 'View “Out of stock” deleted').getByRole('button', { name: 'Undo' }).click()
  await expect(again.getByRole('button', { name: 'Out of stock', exact: true })).toBeVisible()
})

test('columns are sorted, sized and hidden, and stay so', async ({ appPage: page, receiver }) => {
  test.slow()
  await page.getByRole('switch', { name: 'Queue' }).click()
  for (const category of ['a.event', 'b.event']) await send(page, { url: receiver.url, category })
  await inspector(page, 'b.event').getByRole('button', { name: 'Close' }).click()
  const shown = page.getByRole('grid', { name: 'Deliveries' }).getByRole('row').filter({ hasText: '.event' })
  await expect(shown).toHaveText([/^b\.event/, /^a\.event/])
  const head = page.getByRole('columnheader', { name: 'Category' })
  await head.getByRole('button').click()
  await expect(shown).toHaveText([/^a\.event/, /^b\.event/])
  await expect(head).toHaveAttribute('aria-sort', 'ascending')
  await head.getByRole('button').press('Enter')
  await expect(head).toHaveAttribute('aria-sort', 'descending')
  await expect(shown).toHaveText([/^b\.event/, /^a\.event/])

  const before = (await head.boundingBox())?.width ?? 0
  const separator = page.getByRole('separator', { name: 'Width of Category' })
  await separator.press('Shift+ArrowLeft')
  await expect.poll(async () => (await head.boundingBox())?.width).toBe(Math.round(before) - 32)
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Attempts' }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('columnheader', { name: 'Attempts' })).toHaveCount(0)
  await page.reload()
  await expect(head).toHaveAttribute('aria-sort', 'descending')
  await expect(page.getByRole('columnheader', { name: 'Attempts' })).toHaveCount(0)
  expect((await head.boundingBox())?.width).toBe(Math.round(before) - 32)
})
