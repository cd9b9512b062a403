/** A queue travels: exported in one window, looked through and imported in another, held there, and released. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { expect, test } from './fixture.ts'
import { notice, rows, send, stateOf } from './steps.ts'
import type { ElectronWindow, OpenWindow } from './hosts.ts'

let folder: string

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'webhook-dispatcher-files-'))
})

test.afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

test('three deliveries are exported, and imported again where the same ids are known', async ({
  open,
  receiver,
}) => {
  test.slow()
  const window = await open()
  const { page } = window
  for (const category of ['order.created', 'order.paid', 'order.sent'])
    await send(page, { url: receiver.url, category, payload: '{"n":12345678901234567890}' })
  await page.keyboard.press('Escape')
  for (const category of ['order.created', 'order.paid', 'order.sent'])
    await expect(stateOf(rows(page, category), 'Delivered')).toBeVisible()

  const file = join(folder, 'queue.jsonl')
  await page.keyboard.press('Control+Shift+E')
  const dialog = page.getByRole('dialog', { name: 'Export 3 deliveries' })
  await expect(dialog.getByRole('radio', { name: /^JSON Lines To/ })).toBeChecked()
  await exportTo(window, file)
  await expect(dialog).toBeHidden()
  await expect(notice(page, '3 deliveries exported')).toBeVisible()
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  expect(lines).toHaveLength(3)
  expect(lines[0]).toContain('{"n":12345678901234567890}')

  await chooseFile(window, file)
  const preview = page.getByRole('dialog', { name: 'Import queue.jsonl' })
  await expect(preview.getByRole('button', { name: 'Nothing to import' })).toBeDisabled()
  await expect(figure(preview, 'known already')).toHaveText('3')
  await preview.getByLabel('Ids', { exact: true }).click()
  await page.getByRole('option', { name: 'New ones for all' }).click()
  await preview.getByRole('button', { name: 'Import 3 deliveries' }).click()
  await expect(preview).toBeHidden()
  const result = page.getByRole('group', { name: 'Result of importing queue.jsonl' })
  await expect(result.getByRole('button', { name: '3 imported' })).toBeVisible()
  await expect(chips(page)).toContainText('Imported 3')
  await expect(rows(page, 'order')).toHaveCount(3)
  await result.getByRole('button', { name: 'Dismiss the result of the import' }).click()
  await expect(result).toBeHidden()
})

test('a file from elsewhere is held, goes to another place, and its bad lines are named', async ({
  open,
  receiver,
}) => {
  test.slow()
  const window = await open()
  const { page } = window
  const file = join(folder, 'elsewhere.jsonl')
  writeFileSync(file, [event(1), '{"broken":', event(2), '{"category":"none","data":1}', event(3)].join('\n'))
  await expect(page.getByRole('button', { name: 'Send a test event' })).toBeVisible()
  await chooseFile(window, file)
  const preview = page.getByRole('dialog', { name: 'Import elsewhere.jsonl' })
  await expect(figure(preview, 'come in')).toHaveText('3')
  await expect(figure(preview, 'lines bad')).toHaveText('2')
  await expect(preview.getByRole('list', { name: 'Problems' }).getByRole('listitem')).toHaveText([
    /^line 2/,
    /^line 4/,
  ])
  const states = preview.getByRole('list', { name: 'As what they come in' })
  await expect(states).toHaveText('3held')
  await preview.getByRole('radio', { name: /^Goes on/ }).click()
  await expect(states).toHaveText('3queued')
  await preview.getByRole('radio', { name: /^Is held/ }).click()
  await expect(states).toHaveText('3held')
  await preview.getByLabel('Instead of https://shop.example').fill(new URL(receiver.url).origin)
  await preview.getByLabel('Instead of https://shop.example').press('Tab')
  await page.keyboard.press('Control+Enter')
  await expect(preview).toBeHidden()

  const result = page.getByRole('group', { name: 'Result of importing elsewhere.jsonl' })
  await result.getByRole('button', { name: '2 lines bad' }).click()
  const problems = page.getByRole('dialog', { name: 'elsewhere.jsonl' })
  await expect(problems.getByRole('listitem')).toHaveText([/^line 2/, /^line 4/])
  await page.keyboard.press('Escape')
  await expect(problems).toBeHidden()
  await expect(stateOf(rows(page, 'order.created'), 'Held')).toHaveCount(3)
  expect(receiver.requests).toHaveLength(0)
  await result.getByRole('button', { name: 'Release…' }).click()
  await page.getByRole('button', { name: 'Release 3 deliveries' }).click()
  await receiver.waitFor(3)
  await expect(stateOf(rows(page, 'order.created'), 'Delivered')).toHaveCount(3)
  expect(receiver.requests.map(({ path }) => path)).toEqual(['/hooks', '/hooks', '/hooks'])
})

test('a queue file that is dropped is looked through, and one that is none is refused in a sentence', async ({
  open,
}) => {
  const window = await open()
  const { page } = window
  await expect(page.getByRole('button', { name: 'Send a test event' })).toBeVisible()
  await page.evaluate(dropFile, { name: 'none.jsonl', text: 'hello' })
  // What a page has made itself has no path that a dialog could be about.
  if (isElectron(window)) {
    await expect(page.getByRole('alert').filter({ hasText: 'none.jsonl was not taken.' })).toBeVisible()
    return
  }
  const preview = page.getByRole('dialog', { name: 'Import none.jsonl' })
  await expect(preview.getByRole('alert').filter({ hasText: 'This is no queue file' })).toBeVisible()
  await expect(preview.getByRole('button', { name: 'Import', exact: true })).toBeDisabled()
  await page.evaluate(dropFile, { name: 'events.json', text: `[${event(1)},${event(2)}]` })
  await expect(page.getByRole('button', { name: 'Import 2 deliveries' })).toBeEnabled()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
})

function event(number: number): string {
  return JSON.stringify({
    category: 'order.created',
    created_at: '2026-11-01T10:00:00Z',
    event_id: `event-${number}`,
    data: { number },
    url: 'https://shop.example/hooks',
    headers: {},
    retry_count: 0,
    max_retry_count: 3,
    retry_schedule: ['5s'],
  })
}

function isElectron(window: OpenWindow): window is ElectronWindow {
  return 'app' in window
}

/** By the system's dialog, or as a download. */
async function exportTo(window: OpenWindow, file: string): Promise<void> {
  const { page } = window
  if (isElectron(window)) {
    await answerDialogs(window.app, file)
    await page.keyboard.press('Control+Enter')
    return
  }
  const download = page.waitForEvent('download')
  await page.keyboard.press('Control+Enter')
  const downloaded = await download
  expect(downloaded.suggestedFilename()).toMatch(/^webhooks-\d{4}-\d\d-\d\d\.jsonl$/)
  await downloaded.saveAs(file)
}

async function chooseFile(window: OpenWindow, file: string): Promise<void> {
  const { page } = window
  await page.keyboard.press('Control+Shift+I')
  const button = page.getByRole('button', { name: 'Choose a file…' })
  await expect(button).toBeFocused()
  if (isElectron(window)) {
    await answerDialogs(window.app, file)
    await page.keyboard.press('Enter')
  } else {
    // A key that comes while the download before still begins is lost to the page: it is pressed again, as a person does.
    await expect(async () => {
      const chooser = page.waitForEvent('filechooser', { timeout: 3_000 })
      await button.press('Enter')
      await (await chooser).setFiles(file)
    }).toPass({ timeout: 20_000 })
  }
  await expect(page.getByRole('dialog', { name: `Import ${basename(file)}` })).toBeVisible()
}

async function answerDialogs(app: ElectronApplication, file: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path })
  }, file)
}

function figure(within: ReturnType<Page['getByRole']>, name: string) {
  return within
    .locator('dl > div')
    .filter({ has: within.page().getByText(name, { exact: true }) })
    .locator('dd')
}

function chips(page: Page) {
  return page.getByRole('list', { name: 'Active filters' })
}

function dropFile({ name, text }: { name: string; text: string }): void {
  const dataTransfer = new DataTransfer()
  dataTransfer.items.add(new File([text], name))
  for (const type of ['dragenter', 'dragover', 'drop']) {
    document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
  }
}
