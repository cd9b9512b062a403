/** Failures, their plan, and what comes of them. */
import { expect, test } from './fixture.ts'
import { inspector, rows, send, stateOf, timeline } from './steps.ts'

test('503, 503, 200: three attempts after the waits that the plan showed', async ({
  appPage: page,
  receiver,
}) => {
  receiver.setAnswers([503, 503, 200])
  const category = 'order.retried'
  await send(page, { url: receiver.url, category, waits: ['50ms', '8s'], maxAttempts: 4 })

  // Between the second and the third attempt, eight seconds: what is past, what is planned, how it would end.
  await receiver.waitFor(2)
  await expect(stateOf(rows(page, category), 'Retrying')).toBeVisible()
  const lines = timeline(page, category)
  await expect(lines.nth(1)).toContainText('503 Service Unavailable')
  await expect(lines.nth(2)).toContainText(/^3.*in [1-8] s/)
  await expect(lines.nth(3)).toContainText(/^4.*after attempt 3/)
  await expect(lines.last()).toContainText('if attempt 4 fails')

  await expect(stateOf(rows(page, category), 'Delivered')).toBeVisible({ timeout: 20_000 })
  await expect(lines).toHaveCount(3)
  await expect(lines).toContainText([/503/, /503/, /200/])
  await expect(rows(page, category).getByLabel('3 attempts: 2 failed, 1 delivered')).toBeVisible()
  expect(receiver.requests.map(({ headers }) => headers['webhook-attempt'])).toEqual(['1', '2', '3'])
  expect(new Set(receiver.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
})

test('a failed delivery is replayed once the receiver is mended', async ({ appPage: page, receiver }) => {
  receiver.setAnswers([500])
  const category = 'invoice.paid'
  await send(page, { url: receiver.url, category, maxAttempts: 1 })
  await expect(stateOf(rows(page, category), 'Failed')).toBeVisible()
  await expect(timeline(page, category).last()).toContainText('The event is kept')

  receiver.setAnswers([200])
  await inspector(page, category).getByRole('button', { name: 'Replay', exact: true }).click()
  await expect(stateOf(rows(page, category).first(), 'Delivered')).toBeVisible()
  await expect(rows(page, category)).toHaveCount(2)
  await expect(stateOf(rows(page, category).last(), 'Failed')).toBeVisible()
  const [first, second] = receiver.requests
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
  expect(second?.body).toEqual(first?.body)
})

test('a replay with edits sends the edited payload', async ({ appPage: page, receiver }) => {
  receiver.setAnswers([500, 200])
  const category = 'invoice.paid'
  await send(page, { url: receiver.url, category, payload: '{"amount":-1}', maxAttempts: 1 })
  await expect(stateOf(rows(page, category), 'Failed')).toBeVisible()

  await page.keyboard.press('Shift+R')
  const dialog = page.getByRole('dialog', { name: `Replay ${category}` })
  const editor = dialog.getByRole('textbox', { name: 'Payload' })
  await expect(editor).toContainText('-1')
  await editor.press('ControlOrMeta+A')
  await page.keyboard.insertText('{"amount":1}')
  await page.keyboard.press('Control+Enter')
  await expect(stateOf(rows(page, category).first(), 'Delivered')).toBeVisible()
  expect(receiver.requests[1]?.decoded.toString()).toContain('"data":{"amount":1}}')
})

test('retry now makes the next attempt at once', async ({ appPage: page, receiver }) => {
  receiver.setAnswers([503, 200])
  const category = 'order.created'
  await send(page, { url: receiver.url, category, waits: ['1h'] })
  await expect(stateOf(rows(page, category), 'Retrying')).toBeVisible()
  await inspector(page, category).getByRole('button', { name: 'Retry now' }).click()
  await expect(stateOf(rows(page, category), 'Delivered')).toBeVisible()
})

test('an address where nothing listens is said in words', async ({ appPage: page, receiver }) => {
  await receiver.close()
  const category = 'order.created'
  await send(page, { url: receiver.url, category, maxAttempts: 1 })
  await expect(stateOf(rows(page, category), 'Failed')).toBeVisible()
  await expect(timeline(page, category).first()).toContainText(`127.0.0.1:${receiver.port}`)
  await expect(timeline(page, category).first()).toContainText('nothing listens')
})
