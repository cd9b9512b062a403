/** The retry schedule editor by the keyboard: of an endpoint, and of a delivery that waits. */
import { expect, test } from './fixture.ts'
import { endpointPane, fill, inspector, rows, saveEndpoint, stateOf, timeline } from './steps.ts'

test('a preset, a moved point and an outage for an endpoint, then another time for what waits there', async ({
  appPage: page,
  receiver,
}) => {
  receiver.setAnswers([503, 200])
  await saveEndpoint(page, { name: 'staging', url: receiver.url })
  const pane = endpointPane(page, 'staging')
  await pane.getByRole('button', { name: 'Edit…' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Edit staging' })
  await dialog.getByRole('button', { name: /^Retries of new events/ }).press('Enter')
  await dialog.getByRole('button', { name: 'Presets' }).press('Enter')
  await page.getByRole('menuitem', { name: /^Svix/ }).press('Enter')

  const second = dialog.getByRole('slider', { name: 'Attempt 2', exact: true })
  await second.press('ArrowRight')
  await expect(second).toHaveAttribute('aria-valuetext', /^10 s after attempt 1/)
  await page.keyboard.press('Control+z')
  await expect(second).toHaveAttribute('aria-valuetext', /^5 s after attempt 1/)
  await page.keyboard.press('Control+Shift+Z')
  await expect(dialog.getByLabel('Wait after failed attempt 1', { exact: true })).toHaveValue('10s')
  await dialog.getByRole('button', { name: 'What would have happened' }).press('Enter')
  await fill(dialog, 'The receiver is away for', '1h')
  await expect(dialog.getByRole('status')).toHaveText(
    'Delivered at attempt 5, 1 h 35 min after the receiver was back.',
  )
  await page.keyboard.press('Control+Enter')
  await expect(pane).toContainText('8 attempts over 1 d 4 h')

  await pane.getByRole('button', { name: 'New event' }).press('Enter')
  const composer = page.getByRole('dialog', { name: 'New event' })
  await fill(composer, 'Category', 'order.created')
  await page.keyboard.press('Control+Enter')
  await expect(stateOf(rows(page, 'order.created'), 'Retrying')).toBeVisible()
  await page.keyboard.press('Shift+H')
  const reschedule = page.getByRole('dialog', { name: 'Reschedule 1 delivery' })
  await expect(reschedule).toContainText('7 more attempts over')
  await reschedule.getByRole('slider', { name: 'Attempt 2', exact: true }).press('Insert')
  await expect(reschedule).toContainText('8 more attempts over')
  await reschedule.getByRole('button', { name: 'In 1 h' }).press('Enter')
  await page.keyboard.press('Control+Enter')
  await expect(timeline(page, 'order.created').nth(1)).toContainText(/in (1 h|59 min)/)
  await inspector(page, 'order.created').getByRole('button', { name: 'Retry now' }).press('Enter')
  await expect(stateOf(rows(page, 'order.created'), 'Delivered')).toBeVisible()
})

test('while a point is dragged the cells move with it, and Escape puts all back', async ({
  appPage: page,
  receiver,
}) => {
  await saveEndpoint(page, { name: 'staging', url: receiver.url })
  await endpointPane(page, 'staging').getByRole('button', { name: 'Edit…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit staging' })
  await dialog.getByRole('button', { name: /^Retries of new events/ }).click()
  const cell = dialog.getByLabel('Wait after failed attempt 2', { exact: true })
  await expect(cell).toHaveValue('5s')
  const point = dialog.getByRole('slider', { name: 'Attempt 3', exact: true })
  const box = await point.boundingBox()
  if (!box) throw new Error('the point is not drawn')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 120, y, { steps: 4 })
  await expect(cell).not.toHaveValue('5s')
  const wait = await cell.inputValue()
  await expect(point).toHaveAttribute('aria-valuetext', new RegExp(`^${parseInt(wait, 10)} `))
  await page.keyboard.press('Escape')
  await expect(cell).toHaveValue('5s')
  await page.mouse.up()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})
