/** The main job: an event is composed, delivered, and shown exactly as it was sent and answered. */
import type { Locator } from '@playwright/test'
import { expect, test } from './fixture.ts'
import { compose, fill, inspector, rows, send, stateOf, writePayload } from './steps.ts'

test('a composed event is delivered and shown', async ({ appPage: page, receiver }) => {
  receiver.setAnswers([{ status: 200, headers: { 'x-receiver': 'yes' }, body: '{"thanks":true}' }])
  await send(page, { url: receiver.url, category: 'order.created', payload: '{"total": 12.50}' })

  await expect(stateOf(rows(page, 'order.created'), 'Delivered')).toBeVisible()
  const detail = inspector(page, 'order.created')
  await expect(detail.getByText('200 OK').first()).toBeVisible()

  await detail.getByRole('tab', { name: 'Request' }).click()
  const headers = detail.getByLabel('Request headers')
  await expect(headers).toContainText('webhook-id')
  await expect(headers).toContainText('application/json')

  await detail.getByRole('tab', { name: 'Response' }).click()
  await expect(detail.getByLabel('Response headers')).toContainText('x-receiver')
  await expect(detail.getByText('"thanks"')).toBeVisible()
})

test('the payload arrives byte for byte', async ({ appPage: page, receiver }) => {
  const payload = '{ "z": 9007199254740993,\n  "a": 1.0, "e": "\\u00e9", "a": 2 }'
  await send(page, { url: receiver.url, category: 'bytes.sacred', payload })
  await receiver.waitFor(1)
  const [request] = receiver.requests
  expect(request?.decoded.toString()).toContain(`"data":${payload}}`)
  expect(request?.headers['webhook-attempt']).toBe('1')
})

test('the window lands on the delivery, and the draft waits for the next one', async ({
  appPage: page,
  receiver,
}) => {
  await send(page, { url: receiver.url, category: 'order.created', payload: '{"n":1}' })
  await page.getByRole('button', { name: 'New event' }).click()
  const composer = page.getByRole('dialog', { name: 'New event' })
  await expect(composer.getByLabel('URL', { exact: true })).toHaveValue(receiver.url)
  await expect(composer.getByRole('textbox', { name: 'Payload' })).toContainText('{"n":1}')
})

test('what is wrong is said at its field and nothing is sent', async ({ appPage: page, receiver }) => {
  const composer = await compose(page, { url: 'ftp://example.com', category: 'order.created' })
  await writePayload(composer, '{"open": ')
  await page.keyboard.press('Control+Enter')
  await expect(composer.getByLabel('URL', { exact: true })).toHaveAttribute('aria-invalid', 'true')
  await expect(composer.getByRole('alert').filter({ hasText: /./ }).first()).toBeVisible()
  await expect(composer).toBeVisible()

  await fill(composer, 'URL', receiver.url)
  await writePayload(composer, '{"open": true}')
  await page.keyboard.press('Control+Enter')
  await expect(stateOf(rows(page, 'order.created'), 'Delivered')).toBeVisible()
  expect(receiver.requests).toHaveLength(1)
})

test('a pasted cURL command fills the form, and the draft before is a click away', async ({
  appPage: page,
  receiver,
}) => {
  const composer = await compose(page, { url: 'http://localhost:1/old', category: 'order.created' })
  const body = '{"text":"it\'s","n":12345678901234567890}'
  await paste(
    composer.getByLabel('URL', { exact: true }),
    [
      `curl -X PUT '${receiver.url}' \\`,
      `  -H 'Content-Type: application/vnd.shop+json' -H 'X-Shop: 7' \\`,
      `  --data-raw $'${body.replaceAll("'", "\\'")}' --insecure`,
    ].join('\n'),
  )
  await expect(composer.getByLabel('URL', { exact: true })).toHaveValue(receiver.url)
  await expect(composer.getByRole('status').filter({ hasText: 'Filled from' })).toHaveText(
    'Filled from the cURL command. Left out: --insecure.',
  )
  await composer.getByRole('button', { name: 'Back to the draft before' }).click()
  await expect(composer.getByLabel('URL', { exact: true })).toHaveValue('http://localhost:1/old')

  const url = composer.getByLabel('URL', { exact: true })
  await paste(url, "curl 'http://x")
  await expect(composer.getByRole('alert').filter({ hasText: 'A quote of this cURL command' })).toBeVisible()
  await expect(url).toHaveValue('http://localhost:1/old')

  await paste(
    url,
    `curl -X PUT ${receiver.url} -H 'X-Shop: 7' -H 'Content-Type: text/x-odd' -d '${body.replace("'", '')}'`,
  )
  await page.keyboard.press('Control+Enter')
  await expect(composer).toBeHidden()
  await receiver.waitFor(1)
  const [request] = receiver.requests
  expect(request).toMatchObject({ method: 'PUT', headers: { 'x-shop': '7', 'content-type': 'text/x-odd' } })
  expect(request?.body.toString()).toBe(body.replace("'", ''))
})

test('a placeholder that would go out as typed is warned of, and switched on', async ({
  appPage: page,
  receiver,
}) => {
  const composer = await compose(page, { url: 'http://localhost:1/old', category: 'bulk.{{index}}' })
  const url = composer.getByLabel('URL', { exact: true })
  await paste(url, `curl ${receiver.url} -d '{"n":1}'`)
  const note = composer.getByRole('group', { name: 'Placeholders' })
  await expect(note).toHaveText(/^Sent as typed: {{index}} \(category\)/)
  await note.getByRole('button', { name: 'Expand placeholders' }).click()
  await expect(note).toContainText('Expanded for each copy: {{index}}')
  await page.keyboard.press('Control+Enter')
  await expect(stateOf(rows(page, 'bulk.1'), 'Delivered')).toBeVisible()
})

/** As the clipboard brings it, with its lines. */
async function paste(field: Locator, text: string): Promise<void> {
  await field.focus()
  await field.evaluate((element, pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)
}
