/** A file that is dropped, a command that is pasted, the palette and the overlay of keys, in one go. */
import type { Page } from '@playwright/test'
import { expect, test } from './fixture.ts'
import { inspector, rows, send } from './steps.ts'

test('a dropped file is sent byte for byte, and the palette, the menu key and the keys lead on', async ({
  appPage: page,
  receiver,
}) => {
  test.setTimeout(60_000)
  await expect(page.getByRole('button', { name: 'Send a test event' })).toBeVisible()
  await page.evaluate(pasteText, `curl ${receiver.url} -d '{"old":true}'`)
  const composer = page.getByRole('dialog', { name: 'New event' })
  await expect(composer.getByLabel('URL', { exact: true })).toHaveValue(receiver.url)
  const payload = '{ "n": 12345678901234567890,\r\n  "text": "ä" }'
  await page.evaluate(dropFile, { name: 'order.json', text: payload })
  await expect(composer.getByRole('button', { name: 'Back to the draft before' })).toBeVisible()
  await composer.getByLabel('Category', { exact: true }).fill('order.created')
  await page.keyboard.press('Control+Enter')
  await receiver.waitFor(1)
  expect(receiver.requests[0]?.body.toString()).toContain(payload)
  await expect(inspector(page, 'order.created')).toBeVisible()

  await page.getByRole('grid', { name: 'Deliveries' }).focus()
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: 'Its lines of the log' }).click()
  await expect(page.getByRole('heading', { name: 'Log', level: 1 })).toBeVisible()
  await palette(page, 'dark col')
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'dark')
  await palette(page, 'ord cre')
  await expect(rows(page, 'order.created')).toHaveCount(1)
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' }).getByText('Replay with edits')).toBeVisible()
})

async function palette(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+K')
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

function pasteText(text: string): void {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', text)
  document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
}

function dropFile({ name, text }: { name: string; text: string }): void {
  const dataTransfer = new DataTransfer()
  dataTransfer.items.add(new File([text], name))
  for (const type of ['dragenter', 'dragover', 'drop']) {
    document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
  }
}

test('the texts of a menu stand below each other, whether they have icons or not', async ({
  appPage: page,
  receiver,
}) => {
  await send(page, { url: receiver.url, category: 'order.created' })
  await rows(page, 'order.created').click({ button: 'right' })
  const left = async (name: string): Promise<number | undefined> => {
    const box = await page.getByRole('menuitem', { name }).getByText(name, { exact: true }).boundingBox()
    return box?.x
  }
  await expect(page.getByRole('menuitem', { name: 'Copy payload' })).toBeVisible()
  expect(await left('Copy payload')).toBe(await left('Copy as cURL'))
  expect(await left('Only this endpoint')).toBe(await left('Copy as cURL'))
})
