/** What waits: events with a time of their own, holding and releasing, another schedule. */
import { expect, test } from './fixture.ts'
import { compose, fill, inspector, rows, send, stateOf, timeline } from './steps.ts'

const category = 'order.created'

test('a scheduled event shows its time, waits for it, and can be sent now', async ({
  appPage: page,
  receiver,
}) => {
  const composer = await compose(page, { url: receiver.url, category })
  await composer.getByRole('button', { name: /^When/ }).click()
  await composer.getByRole('button', { name: 'In 1 h' }).click()
  await expect(composer.getByRole('button', { name: /^Send at / })).toBeVisible()
  await page.keyboard.press('Control+Enter')

  await expect(stateOf(rows(page, category), 'Scheduled')).toBeVisible()
  await expect(rows(page, category)).toContainText(/in (1 h|59 min)/)
  const detail = inspector(page, category)
  await expect(detail).toContainText(/Scheduled for .* \(in (1 h|59 min .*)\)/)
  expect(receiver.requests).toHaveLength(0)
  await detail.getByRole('button', { name: 'Send now' }).click()
  await expect(stateOf(rows(page, category), 'Delivered')).toBeVisible()

  // The next event goes out at once again.
  await page.getByRole('button', { name: 'New event' }).click()
  await expect(composer.getByRole('button', { name: 'Send', exact: true })).toBeVisible()
})

test('H holds what waits and releases it', async ({ appPage: page, receiver }) => {
  receiver.setAnswers([503, 200])
  await send(page, { url: receiver.url, category, waits: ['1h'] })
  await expect(stateOf(rows(page, category), 'Retrying')).toBeVisible()
  await page.keyboard.press('h')
  await expect(stateOf(rows(page, category), 'Held')).toBeVisible()
  const detail = inspector(page, category)
  await expect(detail).toContainText('Held by you until you release it.')
  await page.keyboard.press('h')
  await expect(stateOf(rows(page, category), 'Retrying')).toBeVisible()
  await expect(detail).toContainText(/Attempt 2 comes in (1 h|59 min)/)
})

test('another schedule moves the planned attempt', async ({ appPage: page, receiver }) => {
  receiver.setAnswers([503, 200])
  await send(page, { url: receiver.url, category, waits: ['1h'] })
  await expect(stateOf(rows(page, category), 'Retrying')).toBeVisible()
  await page.keyboard.press('Shift+H')
  const dialog = page.getByRole('dialog', { name: 'Reschedule 1 delivery' })
  await fill(dialog, 'Wait after failed attempt 1', '2h')
  await page.keyboard.press('Control+Enter')
  await expect(dialog).toBeHidden()
  await expect(timeline(page, category).nth(1)).toContainText(/in (2 h|1 h 59 min)/)
  await page.keyboard.press('t')
  await expect(stateOf(rows(page, category), 'Delivered')).toBeVisible()
})
