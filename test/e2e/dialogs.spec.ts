/** Nothing that was typed into a dialog is lost by closing it, and a dialog says what it is about to do. */
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixture.ts'
import { endpointPane, goTo, notice, rows, saveEndpoint, send, stateOf, timeline } from './steps.ts'

const question = (page: Page): Locator => page.getByRole('dialog', { name: 'Discard the changes?' })

test('a new endpoint is not lost by Escape', async ({ appPage: page }) => {
  await goTo(page, 'Endpoints')
  const open = page.getByRole('search').getByRole('button', { name: 'New endpoint' })
  const dialog = page.getByRole('dialog', { name: 'New endpoint' })
  await open.click()
  await expect(dialog.getByLabel('Name', { exact: true })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  await open.click()
  await dialog.getByLabel('Name', { exact: true }).fill('staging')
  await page.keyboard.press('Escape')
  await expect(question(page).getByRole('button', { name: 'Keep editing' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(question(page)).toBeHidden()
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('staging')
  await expect(dialog.getByLabel('Name', { exact: true })).toBeFocused()

  await dialog.getByRole('button', { name: 'Close' }).click()
  await question(page).getByRole('button', { name: 'Discard' }).click()
  await expect(dialog).toBeHidden()
})

test('what was edited of an endpoint is not lost by Escape, and what was taken back is no change', async ({
  appPage: page,
  receiver,
}) => {
  await saveEndpoint(page, { name: 'staging', url: receiver.url })
  const edit = endpointPane(page, 'staging').getByRole('button', { name: 'Edit…' })
  await edit.click()
  const dialog = page.getByRole('dialog', { name: 'Edit staging' })
  await dialog.getByLabel('Name', { exact: true }).fill('stage')
  await page.keyboard.press('Escape')
  await question(page).getByRole('button', { name: 'Keep editing' }).click()
  await dialog.getByLabel('Name', { exact: true }).fill('staging')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

test('the edits of a replay are not lost by Escape', async ({ appPage: page, receiver }) => {
  await send(page, { url: receiver.url, category: 'order.created', payload: '{"amount":-1}' })
  await expect(stateOf(rows(page, 'order.created'), 'Delivered')).toBeVisible()
  await page.keyboard.press('Shift+R')
  const dialog = page.getByRole('dialog', { name: 'Replay order.created' })
  const editor = dialog.getByRole('textbox', { name: 'Payload' })
  await expect(editor).toContainText('-1')
  await editor.press('ControlOrMeta+A')
  await page.keyboard.insertText('{"amount":1}')
  await page.keyboard.press('Escape')
  await expect(question(page)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(question(page)).toBeHidden()
  await expect(editor).toContainText('{"amount":1}')
  await expect(dialog).toContainText('a receiver that drops copies ignores the changed payload')
  await dialog.getByRole('button', { name: 'Send as a new event' }).click()
  await expect(dialog.getByRole('radio', { name: /^New event/ })).toBeChecked()
})

test('a moved attempt is shown where it is planned', async ({ appPage: page, receiver }) => {
  receiver.setAnswers([503])
  const category = 'order.created'
  await send(page, { url: receiver.url, category, waits: ['5m'], maxAttempts: 2 })
  await expect(stateOf(rows(page, category), 'Retrying')).toBeVisible()
  await page.keyboard.press('Shift+H')
  const dialog = page.getByRole('dialog', { name: 'Reschedule 1 delivery' })
  const save = dialog.getByRole('button', { name: 'Reschedule', exact: true })
  await expect(save).toBeDisabled()
  await dialog.getByRole('button', { name: 'In 1 h' }).click()
  await expect(dialog).toContainText('It keeps its own schedule; only the next attempt moves.')
  await save.click()
  await expect(timeline(page, category).nth(1)).toContainText(/in (1 h|59 min)/)

  await page.keyboard.press('Shift+H')
  const point = dialog.getByRole('slider', { name: 'Attempt 2', exact: true })
  await expect(point).toHaveAttribute('aria-valuetext', /^(1 h|59 min|1 h 1 min).* after attempt 1/)
  await expect(dialog).toContainText('As planned: ')
  await dialog.getByRole('button', { name: 'As the schedule says' }).click()
  await expect(point).toHaveAttribute('aria-valuetext', /^5 min after attempt 1/)
  await save.click()
  await expect(timeline(page, category).nth(1)).toContainText(/in [45] min/)
})

test('a notice is closed by the mouse and by the keyboard', async ({ appPage: page, receiver }) => {
  await saveEndpoint(page, { name: 'staging', url: receiver.url })
  const saved = notice(page, 'staging is saved')
  await expect(saved).toBeVisible()
  await page.keyboard.press('F6')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Escape')
  await expect(saved).toBeHidden({ timeout: 2_000 })
  await endpointPane(page, 'staging').getByRole('button', { name: 'Pause' }).click()
  const paused = notice(page, 'staging is paused')
  await paused.hover()
  await paused.getByRole('button', { name: 'Dismiss' }).click()
  await expect(paused).toBeHidden({ timeout: 2_000 })
})
