/**
 * The browser host is killed under an open window and started again on the same folder and port: nothing is lost, and
 * the window finds its application again by itself. Refused connections are console errors by nature, so this
 * spec brings its own host and page. (In Electron the window goes with its application: kill.test.ts.)
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from './fixture.ts'
import { rows, stateOf } from './steps.ts'

const cli = join(import.meta.dirname, '..', '..', 'out', 'main', 'cli.js')

async function serve(
  dataDir: string,
  port: string,
): Promise<{ host: ChildProcess; url: string; token: string }> {
  const args = [cli, 'serve', '--json', '--no-open', '--data-dir', dataDir, '--port', port]
  const host = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(createInterface({ input: host.stdout }), 'line')) as [string]
  return { host, ...(JSON.parse(line) as { url: string; token: string }) }
}

test('a window survives the kill of its host', async ({ chrome, dataDir, receiver }) => {
  if (!chrome) throw new Error('This is about a browser: see playwright.config.ts.')
  const first = await serve(dataDir, '0')
  const context = await chrome.newContext()
  const page = await context.newPage()
  await page.goto(`${first.url}/#token=${first.token}`)
  await expect(page.getByRole('button', { name: 'Send a test event' })).toBeVisible()

  const ended = once(first.host, 'exit')
  first.host.kill('SIGKILL')
  await ended
  await expect(page.getByText(/connection .*lost/i).first()).toBeVisible()

  const second = await serve(dataDir, new URL(first.url).port)
  try {
    expect(second.token).toBe(first.token)
    const sent = await fetch(`${second.url}/api/commands/event.send`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${second.token}` },
      body: JSON.stringify({ url: receiver.url, category: 'after.restart', data: '{}' }),
    })
    expect(sent.status).toBe(200)
    await expect(stateOf(rows(page, 'after.restart'), 'Delivered')).toBeVisible()
    await expect(page.getByText(/connection .*lost/i)).toHaveCount(0)
  } finally {
    await context.close()
    const over = once(second.host, 'exit')
    second.host.kill('SIGTERM')
    await over
  }
})

test('a database that is removed in use is said in the window, and written back', async ({
  chrome,
  dataDir,
}) => {
  if (!chrome) throw new Error('This is about a browser: see playwright.config.ts.')
  const { host, url, token } = await serve(dataDir, '0')
  const context = await chrome.newContext()
  const page = await context.newPage()
  await page.goto(`${url}/#token=${token}`)
  await expect(page.getByRole('button', { name: 'Send a test event' })).toBeVisible()

  const file = join(dataDir, 'queue.db')
  const ended = once(host, 'exit')
  rmSync(file)
  await page.getByRole('switch', { name: 'Queue' }).click()
  expect(await ended).toEqual([1, null])
  const fault = page.getByRole('alert').filter({ hasText: 'Not sending.' })
  await expect(fault).toContainText('was removed while it was in use')
  await expect(page.getByText(/connection .*lost/i).first()).toBeVisible()
  expect(existsSync(file)).toBe(true)
  await context.close()
})
