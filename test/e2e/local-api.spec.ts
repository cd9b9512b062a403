/** The local API in both hosts: switched on by the keyboard, used by a script that knows the data folder alone. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Address } from '../../src/server/address.ts'
import { expect, test } from './fixture.ts'
import { goTo, notice, rows } from './steps.ts'

test('a script finds what the settings switched on', async ({ appPage: page, dataDir }) => {
  // The door is open before the window shows anything.
  await expect(page.getByRole('button', { name: 'Send a test event' })).toBeVisible()
  const { url, token } = JSON.parse(readFileSync(join(dataDir, 'address.json'), 'utf8')) as Address
  const document = (): Promise<Response> =>
    fetch(`${url}/api/openapi.json`, { headers: { authorization: `Bearer ${token}` } })
  expect(await (await document()).json()).toMatchObject({ status: 403, code: 'api_off' })

  await page.keyboard.press('g')
  await page.keyboard.press('s')
  const search = page.getByRole('textbox', { name: 'Search the settings' })
  await expect(search).toBeVisible()
  await page.keyboard.press('/')
  await expect(search).toBeFocused()
  await page.keyboard.type('local api')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('switch', { name: 'Local API' })).toBeFocused()
  await page.keyboard.press('Space')
  await expect(notice(page, 'Local API saved')).toBeVisible()
  expect(await (await document()).json()).toMatchObject({ openapi: '3.1.1', servers: [{ url }] })

  await page.keyboard.press('Space')
  await expect(page.getByRole('switch', { name: 'Local API' })).not.toBeChecked()
  await expect.poll(async () => (await document()).status).toBe(403)
})

test('the example that is shown there runs as it is', async ({ appPage: page, dataDir }) => {
  await goTo(page, 'Settings')
  await page.getByRole('switch', { name: 'Local API' }).click()
  const group = page.getByRole('region', { name: 'Local API' })
  const { url } = JSON.parse(readFileSync(join(dataDir, 'address.json'), 'utf8')) as Address
  await expect(group.getByText(url, { exact: true })).toBeVisible()
  await expect(group.getByText(`${url}/api/openapi.json`, { exact: true })).toBeVisible()
  const example = (await group.getByText('curl ').textContent()) ?? ''
  const { stdout } = await promisify(execFile)('sh', ['-c', `${example} --silent --noproxy '*'`])
  expect(JSON.parse(stdout)).toMatchObject({ state: 'queued' })
  await page.keyboard.press('g')
  await page.keyboard.press('d')
  await expect(rows(page, 'order.created')).toHaveCount(1)
})

test('address, token and example are copied', async ({ appPage: page }) => {
  await goTo(page, 'Settings')
  await page.getByRole('switch', { name: 'Local API' }).click()
  await page.getByRole('button', { name: 'Copy token' }).click()
  await expect(notice(page, 'Token copied')).toBeVisible()
  for (const name of ['address', 'example', 'document']) {
    await page.getByRole('button', { name: `Copy the ${name}` }).click()
    await expect(notice(page, new RegExp(`^${name} copied`, 'i'))).toBeVisible()
  }
})
