/** Settings that act at once and stay, the size of the database, and the log that they govern. */
import type { Page } from '@playwright/test'
import { expect, test } from './fixture.ts'
import { goTo, notice, rows, send, stateOf } from './steps.ts'

test('retention acts without a restart and survives a reload', async ({ appPage: page, receiver }) => {
  await send(page, { url: receiver.url, category: 'kept.event' })
  await expect(stateOf(rows(page, 'kept.event'), 'Delivered')).toBeVisible()
  await goTo(page, 'Settings')
  await write(page, 'Days to keep delivered ones', '3')
  await write(page, 'Most delivered ones to keep', '')
  await page.getByRole('switch', { name: 'Delete delivered ones at once' }).click()
  await expect(page.getByLabel('Days to keep delivered ones', { exact: true })).toBeDisabled()

  await page.keyboard.press('n')
  const composer = page.getByRole('dialog', { name: 'New event' })
  await expect(composer.getByLabel('Category', { exact: true })).toHaveValue('kept.event')
  await composer.getByLabel('Category', { exact: true }).fill('gone.event')
  await page.keyboard.press('Control+Enter')
  await receiver.waitFor(2)
  await expect(rows(page, 'gone.event')).toHaveCount(0)

  await page.reload()
  await goTo(page, 'Settings')
  await expect(page.getByLabel('Days to keep delivered ones', { exact: true })).toHaveValue('3')
  await expect(page.getByLabel('Most delivered ones to keep', { exact: true })).toHaveValue('')
  await expect(page.getByRole('switch', { name: 'Delete delivered ones at once' })).toBeChecked()
})

test('proxy and log level are checked, act at once and stay', async ({ appPage: page }) => {
  await goTo(page, 'Settings')
  await choose(page, { name: 'Proxy', option: 'This one' })
  const proxy = page.getByLabel('URL of the proxy')
  await proxy.fill('socks://somewhere')
  await expect(page.getByRole('alert')).toContainText('A proxy is reached by http:// or https://.')
  await proxy.fill('http://proxy.example:3128')
  await proxy.press('Enter')
  await expect(notice(page, 'Proxy saved')).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await choose(page, { name: 'Log level', option: 'Off' })
  await expect(page.getByText('Nothing is written.')).toBeVisible()

  await page.reload()
  await goTo(page, 'Settings')
  await expect(proxy).toHaveValue('http://proxy.example:3128')
  await expect(page.getByRole('combobox', { name: 'Log level' })).toContainText('Off')
  await choose(page, { name: 'Proxy', option: 'None' })
  await expect(proxy).toBeHidden()
})

test('the database tells what is in it and gives back what is free', async ({ appPage: page, receiver }) => {
  const payload = JSON.stringify({ text: 'x'.repeat(20_000) })
  await page.getByRole('switch', { name: 'Queue' }).click()
  await send(page, { url: receiver.url, category: 'large.event', payload, copies: 40 })
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Delete')
  await page.getByRole('button', { name: 'Delete 40 deliveries' }).click()
  await expect(rows(page, 'large.event')).toHaveCount(0)

  await goTo(page, 'Settings')
  await expect(page.getByText('0 deliveries, 0 attempts')).toBeVisible()
  const size = page.getByText(/^[\d.]+ [kM]B, of which [\d.]+ kB are free$/)
  await expect(size).toBeVisible()
  await page.getByRole('button', { name: 'Give back free space' }).click()
  await expect(page.getByText(/^[\d.]+ [kM]B given back$/)).toBeVisible()
  await expect(page.getByText(/of which 0 B are free$/)).toBeVisible()
})

test('the log has what was done, is filtered, and leads to the delivery', async ({
  appPage: page,
  receiver,
}) => {
  receiver.setAnswers([418])
  await send(page, { url: receiver.url, category: 'order.failed', maxAttempts: 1 })
  await expect(stateOf(rows(page, 'order.failed'), 'Failed')).toBeVisible()
  await goTo(page, 'Log')
  const log = page.getByRole('region', { name: 'Log' })
  await expect(log).toContainText('A delivery failed for good after 1 attempt: 418.')

  await page.keyboard.press('/')
  await expect(page.getByLabel('Filter the log')).toBeFocused()
  await page.keyboard.type('for good')
  await expect(log.getByRole('listitem')).toHaveCount(1)
  await choose(page, { name: 'Level', option: 'Errors' })
  await expect(page.getByText('No line of the log is found by this.')).toBeVisible()
  await page.getByRole('button', { name: 'Show all lines' }).click()
  await expect(page.getByLabel('Filter the log')).toHaveValue('')

  await log.getByRole('button', { name: 'delivery', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Delivery order.failed' })).toBeVisible()
})

/** Types over what stands there, which saves it. */
async function write(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true })
  await field.fill(text)
  await field.press('Enter')
  await expect(notice(page, `${label} saved`)).toBeVisible()
}

async function choose(page: Page, { name, option }: { name: string; option: string }): Promise<void> {
  await page.getByRole('combobox', { name, exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}
