/** What was sent is seen over time, and what is sent again is followed to its end. */
import { expect, test } from './fixture.ts'
import { rows, send, showState } from './steps.ts'

test('the pulse leads by keys from a bar to its deliveries', async ({ appPage: page, receiver }) => {
  receiver.setAnswers([200, 200, 500])
  await send(page, { url: receiver.url, category: 'order.good', copies: 2 })
  await showState(page, 'Delivered')
  await expect(rows(page, 'order.good')).toHaveCount(2)
  await send(page, { url: receiver.url, category: 'order.bad', maxAttempts: 1 })
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await page.keyboard.press('p')
  const time = page.getByRole('slider', { name: 'Time in the charts' })
  await expect(time).toHaveAttribute('aria-valuetext', /^3 attempts, 2 delivered, 1 failed, median \d/)
  await page.getByRole('radio', { name: 'The last hour' }).click()
  await time.press('End')
  await expect(time).toHaveAttribute('aria-valuetext', /^\d\d:\d\d – \d\d:\d\d: /)
  // The minute may have ended meanwhile.
  for (
    let step = 0;
    step < 3 && /no attempts/.test((await time.getAttribute('aria-valuetext')) ?? '');
    step += 1
  )
    await time.press('ArrowLeft')
  await time.press('Enter')
  await expect(rows(page, 'order.bad')).toHaveCount(1)
  await page.getByRole('button', { name: 'Open the pulse' }).click()
  await page.getByRole('button', { name: 'As a table' }).click()
  await expect(page.getByRole('table', { name: /Attempts by time/ }).getByRole('row')).not.toHaveCount(1)
})

test('a test event answers in place; a replay at a rate says what still fails', async ({
  appPage: page,
  receiver,
}) => {
  receiver.setAnswers([503])
  await send(page, { url: receiver.url, category: 'order.failed', maxAttempts: 1, copies: 3 })
  await showState(page, 'Failed')
  await expect(rows(page, 'order.failed')).toHaveCount(3)
  receiver.setAnswers([200, 503, 200])
  await page.getByRole('button', { name: '3 deliveries: act on all of them' }).click()
  await page.getByRole('menuitem', { name: 'Replay all…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Replay 3 deliveries' })
  await dialog.getByLabel('How fast').click()
  await page.getByRole('option', { name: 'So many per second' }).click()
  await dialog.getByLabel('Per second').fill('5')
  await expect(dialog).toContainText('The last one is due after 1 s.')
  await page.keyboard.press('Control+Enter')
  const result = page.getByRole('group', { name: 'Result of the replay' })
  await expect(result).toContainText('3 replayed')
  await expect(result.getByRole('button', { name: '2 delivered' })).toBeVisible()
  await result.getByRole('button', { name: '1 failed' }).click()
  await expect(rows(page, 'order.failed')).toHaveCount(1)
  await result.getByRole('button', { name: 'Dismiss' }).click()
  await expect(result).toBeHidden()

  receiver.setAnswers([418])
  await page.keyboard.press('g')
  await page.keyboard.press('e')
  await expect(page.getByRole('button', { name: 'Send a test event' })).toBeVisible()
  await page.keyboard.press('t')
  await expect(page.getByRole('status', { name: 'Test event' })).toContainText(/Failed: 418 in [\d.]+ ms/)
})
