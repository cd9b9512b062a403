/** All that a filter finds, acted on by a job that tells how far it is and what came of it. */
import { expect, test } from './fixture.ts'
import { keepTexts, notice, rows, send, showState, stateOf } from './steps.ts'

test('all failed ones are replayed', async ({ appPage: page, receiver }) => {
  test.slow()
  // More than one step of the job, so that there is something between its beginning and its end.
  const copies = 600
  await receiver.close()
  await send(page, { url: receiver.url, category: 'order.failed', maxAttempts: 1, copies })
  await showState(page, 'Failed')
  // The menu keeps the number of the filter before until the new one's answer is there.
  await expect(page.getByRole('button', { name: 'Failed 600' })).toBeVisible()
  const all = page.getByRole('button', { name: '600 deliveries: act on all of them' })
  await expect(all).toBeVisible()
  await page.getByRole('switch', { name: 'Queue' }).click()

  await all.click()
  await page.getByRole('menuitem', { name: 'Replay all…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Replay 600 deliveries' })
  await expect(dialog).toContainText('Found by the filter: failed.')
  const progress = await keepTexts(page, 'progressbar')
  await dialog.getByRole('button', { name: 'Replay 600 deliveries' }).click()
  await expect(notice(page, '600 deliveries replayed')).toBeVisible()
  expect(await progress()).toContainEqual(expect.stringMatching(/^Replaying \d+ of 600$/))

  await page.getByRole('button', { name: 'Jobs' }).click()
  const jobs = page.getByRole('dialog', { name: 'Jobs' })
  await expect(jobs.getByRole('listitem')).toContainText('600 deliveries replayed')
  await page.keyboard.press('Escape')
  await showState(page, 'Queued')
  await expect(all).toBeVisible()
  await expect(stateOf(rows(page, 'order.failed').first(), 'Queued')).toBeVisible()
})

test('what would be done to all of them is asked first', async ({ appPage: page, receiver }) => {
  await page.getByRole('switch', { name: 'Queue' }).click()
  await send(page, { url: receiver.url, category: 'order.waiting', copies: 20 })
  await page.getByLabel('Filter deliveries').fill('waiting')
  // At once, while the filter's answer may still be under way: the menu stays open.
  const all = page.getByRole('button', { name: '20 deliveries: act on all of them' })
  await all.click()
  await page.getByRole('menuitem', { name: 'Delete all…' }).click()
  const question = page.getByRole('dialog', { name: 'Delete 20 deliveries?' })
  await expect(question).toContainText('This cannot be undone.')
  await page.keyboard.press('Enter')
  await expect(question).toBeHidden()
  await expect(stateOf(rows(page, 'order.waiting').first(), 'Queued')).toBeVisible()

  await all.click()
  await page.getByRole('menuitem', { name: 'Delete all…' }).click()
  await question.getByRole('button', { name: 'Delete 20 deliveries' }).click()
  await expect(notice(page, '20 deliveries deleted')).toBeVisible()
  await expect(page.getByText('No delivery matches this filter.')).toBeVisible()
})
