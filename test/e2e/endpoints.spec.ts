/** Saved endpoints: made and edited, sent to by their names, paused and resumed. */
import { expect, test } from './fixture.ts'
import { endpointPane, fill, goTo, inspector, notice, rows, saveEndpoint, stateOf } from './steps.ts'

test('a paused endpoint holds what comes, and a resumed one delivers it', async ({
  appPage: page,
  receiver,
}) => {
  await saveEndpoint(page, { name: 'staging', url: receiver.url })
  const pane = endpointPane(page, 'staging')
  await pane.getByRole('button', { name: 'New event' }).click()
  const composer = page.getByRole('dialog', { name: 'New event' })
  await expect(composer.getByRole('list', { name: 'Endpoints' })).toContainText('staging')
  await fill(composer, 'Category', 'first.event')
  await page.keyboard.press('Control+Enter')
  await expect(stateOf(rows(page, 'first.event'), 'Delivered')).toBeVisible()

  await goTo(page, 'Endpoints')
  await pane.getByRole('button', { name: 'Pause' }).click()
  await expect(pane).toContainText('Paused by you since')
  await pane.getByRole('button', { name: 'New event' }).click()
  await fill(composer, 'Category', 'second.event')
  await expect(composer).toContainText('staging paused: held there.')
  await page.keyboard.press('Control+Enter')
  await expect(stateOf(rows(page, 'second.event'), 'Held')).toBeVisible()
  const detail = inspector(page, 'second.event')
  await expect(detail).toContainText('Held: its endpoint staging is paused')
  expect(receiver.requests).toHaveLength(1)

  await detail.getByRole('button', { name: 'Show the endpoint' }).click()
  await pane.getByRole('button', { name: 'Resume' }).click()
  await expect(pane.getByText('Healthy', { exact: true })).toBeVisible()
  await pane.getByRole('button', { name: /2 delivered/ }).click()
  await expect(stateOf(rows(page, 'second.event'), 'Delivered')).toBeVisible()
  expect(receiver.requests).toHaveLength(2)
})

test('one event goes to two endpoints', async ({ appPage: page, receiver }) => {
  const other = receiver.url.replace('/hooks', '/other')
  await saveEndpoint(page, { name: 'staging', url: receiver.url })
  await saveEndpoint(page, { name: 'partner', url: other })
  await page.getByRole('button', { name: 'New event' }).first().click()
  const composer = page.getByRole('dialog', { name: 'New event' })
  await composer.getByRole('button', { name: 'Saved endpoints' }).click()
  await page.getByRole('menuitem', { name: 'staging' }).click()
  await composer.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('menuitem', { name: 'partner' }).click()
  await fill(composer, 'Category', 'order.created')
  await composer.getByRole('button', { name: 'Send to 2 endpoints' }).click()

  await expect(notice(page, '2 deliveries accepted')).toBeVisible()
  await expect(stateOf(rows(page, 'order.created'), 'Delivered')).toHaveCount(2)
  await receiver.waitFor(2)
  expect(receiver.requests.map(({ path }) => path).toSorted()).toEqual(['/hooks', '/other'])
  const ids = receiver.requests.map(({ headers }) => headers['webhook-id'])
  expect(ids[0]).toBe(ids[1])
})

test('a test event that fails is sent once', async ({ appPage: page, receiver }) => {
  receiver.setAnswers([500])
  await saveEndpoint(page, { name: 'staging', url: receiver.url })
  const pane = endpointPane(page, 'staging')
  await pane.getByRole('button', { name: 'Send a test event' }).click()
  const result = pane.getByRole('status', { name: 'Test event' })
  await expect(result).toContainText(/Failed: 500 in .*\. A test is sent once\./)
  await result.getByRole('button', { name: 'Show the delivery' }).click()
  await expect(stateOf(rows(page, 'test'), 'Failed')).toBeVisible()
  expect(receiver.requests).toHaveLength(1)
})

test('what is wrong with an endpoint is said, and what is agreed is shown', async ({
  appPage: page,
  receiver,
}) => {
  await saveEndpoint(page, { name: 'staging', url: receiver.url })
  const pane = endpointPane(page, 'staging')
  await pane.getByRole('button', { name: 'Edit…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit staging' })
  await dialog.getByRole('button', { name: /^When it fails/ }).click()
  await dialog.getByRole('switch', { name: 'Breaker' }).click()
  await dialog.getByRole('button', { name: /^Connection/ }).click()
  await dialog.getByLabel('Request timeout', { exact: true }).fill('a while')
  await page.keyboard.press('Control+Enter')
  const timeout = dialog.getByLabel('Request timeout', { exact: true })
  await expect(timeout).toBeFocused()
  await expect(timeout).toHaveAttribute('aria-invalid', 'true')
  await timeout.fill('3s')
  await page.keyboard.press('Control+Enter')
  await expect(dialog).toBeHidden()
  await expect(pane).toContainText('opens after 5 failures in a row')
  await expect(pane).toContainText('Request timeout3s')

  await pane.getByRole('button', { name: 'Delete…' }).click()
  const question = page.getByRole('dialog', { name: 'Delete staging?' })
  await expect(question.getByRole('button', { name: 'Keep' })).toBeFocused()
  await question.getByRole('button', { name: 'Delete the endpoint' }).click()
  await expect(page.getByText('No endpoint yet')).toBeVisible()
})
