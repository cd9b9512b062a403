/** `open` of the command line leads to a delivery in the window that runs. */
import { spawnSync } from 'node:child_process'
import { expect, test } from './fixture.ts'
import { goTo, inspector, send } from './steps.ts'

test('shows a delivery in the running window', async ({ open, dataDir, receiver }) => {
  const { page } = await open()
  await send(page, { url: receiver.url, category: 'order.created' })
  await send(page, { url: receiver.url, category: 'order.paid' })
  await goTo(page, 'Log')
  const cli = (...args: string[]): Record<string, unknown>[] => {
    const words = ['out/main/cli.js', ...args, '--json', '--data-dir', dataDir]
    // Without a PATH no browser of this machine is found, and the page is opened here.
    const { stdout } = spawnSync(process.execPath, words, {
      encoding: 'utf8',
      env: { ...process.env, PATH: '' },
    })
    const lines = stdout.split('\n').filter((line) => line !== '')
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  }
  const [delivery] = cli('list', '--category', 'order.created')
  const [answer] = cli('open', String(delivery?.['id']))
  if (answer?.['host'] === 'browser') {
    await page.goto('about:blank')
    await page.goto(String(answer['url']))
  }
  await expect(inspector(page, 'order.created')).toBeVisible()
  expect(page.url()).not.toMatch(/token|show/)
})
