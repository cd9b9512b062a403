/** The bar of several selected deliveries: it fits, covers nothing for good, and offers what can be done. */
import { expect, test } from './fixture.ts'
import { notice, rows, send, showState, stateOf } from './steps.ts'

test('the bar fits beside an open inspector, and the last row can be scrolled out from under it', async ({
  appPage: page,
  receiver,
}) => {
  await page.setViewportSize({ width: 900, height: 600 })
  await page.getByRole('switch', { name: 'Queue' }).click()
  await send(page, { url: receiver.url, category: 'order.waiting', copies: 40 })
  const grid = page.getByRole('grid', { name: 'Deliveries' })
  const bar = page.getByRole('toolbar', { name: 'Selected deliveries' })
  await expect(bar).toContainText('40 selected')
  await page.keyboard.press('Enter')
  await grid.focus()
  await page.keyboard.press('Control+A')
  await expect(bar).toContainText('40 selected')
  const [around, within] = await Promise.all([grid.boundingBox(), bar.boundingBox()])
  if (!around || !within) throw new Error('Neither stands there.')
  expect(within.x).toBeGreaterThanOrEqual(around.x)
  expect(within.x + within.width).toBeLessThanOrEqual(around.x + around.width)

  const last = grid.locator('[aria-rowindex="41"]')
  await grid.hover({ position: { x: 40, y: 100 } })
  await page.mouse.wheel(0, 10_000)
  await expect
    .poll(async () => {
      const box = await last.boundingBox()
      return box ? box.y + box.height : null
    })
    .toBeLessThanOrEqual(within.y)

  await bar.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Hold' }).click()
  await expect(notice(page, '40 deliveries held')).toBeVisible()
  await notice(page, '40 deliveries held').getByRole('button', { name: 'Release' }).click()
  await expect(notice(page, '40 deliveries released')).toBeVisible()
  await expect(stateOf(rows(page, 'order.waiting').first(), 'Queued')).toBeVisible()
})

test('what was held out of a filter is not selected any more (actions that cannot work)', async ({
  appPage: page,
  receiver,
}) => {
  await page.getByRole('switch', { name: 'Queue' }).click()
  await send(page, { url: receiver.url, category: 'order.waiting', copies: 5 })
  await showState(page, 'Queued')
  await expect(rows(page, 'order.waiting')).toHaveCount(5)
  await page.getByRole('grid', { name: 'Deliveries' }).focus()
  await page.keyboard.press('Control+A')
  const bar = page.getByRole('toolbar', { name: 'Selected deliveries' })
  await expect(bar).toContainText('5 selected')
  await page.keyboard.press('h')
  await expect(notice(page, '5 deliveries held')).toBeVisible()
  await expect(bar).toBeHidden()
  await notice(page, '5 deliveries held').getByRole('button', { name: 'Release' }).click()
  await expect(rows(page, 'order.waiting')).toHaveCount(5)
})

test('what leaves a filter by itself is said in the bar', async ({ appPage: page, receiver }) => {
  await page.getByRole('switch', { name: 'Queue' }).click()
  await send(page, { url: receiver.url, category: 'order.waiting', copies: 2 })
  await showState(page, 'Queued')
  await expect(rows(page, 'order.waiting')).toHaveCount(2)
  await page.getByRole('grid', { name: 'Deliveries' }).focus()
  await page.keyboard.press('Control+A')
  await page.getByRole('switch', { name: 'Queue' }).click()
  await receiver.waitFor(2)
  const bar = page.getByRole('toolbar', { name: 'Selected deliveries' })
  await expect(bar).toContainText('none in view')
  await expect(bar.getByRole('button', { name: 'Replay…' })).toBeVisible()
  await expect(bar.getByRole('button', { name: 'Cancel' })).toBeHidden()
})

test('a question about all says with how many it can be done', async ({ appPage: page, receiver }) => {
  await send(page, { url: receiver.url, category: 'order.gone' })
  await expect(stateOf(rows(page, 'order.gone'), 'Delivered')).toBeVisible()
  await page.getByRole('switch', { name: 'Queue' }).click()
  await send(page, { url: receiver.url, category: 'order.waiting', copies: 2 })
  const choose = async (item: string): Promise<void> => {
    await page.getByRole('button', { name: '3 deliveries: act on all of them' }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  await choose('Release all…')
  const none = page.getByRole('dialog', { name: 'None of 3 deliveries can be released' })
  await expect(none.getByRole('button', { name: 'Release 0' })).toBeDisabled()
  await none.getByRole('button', { name: 'Do nothing' }).click()

  await choose('Cancel all…')
  const some = page.getByRole('dialog', { name: 'Cancel 2 of 3 deliveries?' })
  await some.getByRole('button', { name: 'Cancel 2', exact: true }).click()
  await expect(stateOf(rows(page, 'order.waiting').first(), 'Canceled')).toBeVisible()
  await expect(stateOf(rows(page, 'order.gone'), 'Delivered')).toBeVisible()
})
