/** What only the desktop host does: one instance, an orderly end, a sandboxed window, and saying what is wrong. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type * as Electron from 'electron'
import { expect, test } from './fixture.ts'
import { electronArgs } from './hosts.ts'
import { rows, send, stateOf } from './steps.ts'

test('a second start brings the first window to the front and ends', async ({ openElectron, dataDir }) => {
  const { app } = await openElectron()
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
  const second = spawn(app.process().spawnfile, electronArgs(dataDir), { stdio: 'ignore' })
  expect(await once(second, 'exit')).toEqual([0, null])
  await expect.poll(() => app.evaluate(onlyWindow)).toEqual({ windows: 1, minimized: false, visible: true })
})

test('quitting lets the request in flight finish', async ({ openElectron, receiver }) => {
  receiver.setAnswers([{ status: 200, held: true }])
  const { app, page } = await openElectron()
  await send(page, { url: receiver.url, category: 'order.created' })
  await receiver.waitFor(1)
  const ended = once(app.process(), 'exit')
  await app.evaluate(({ app }) => app.quit())
  expect(await app.evaluate(onlyWindow)).toMatchObject({ visible: false })
  receiver.release()
  expect(await ended).toEqual([0, null])

  const again = await openElectron()
  await expect(stateOf(rows(again.page, 'order.created'), 'Delivered')).toBeVisible()
  expect(receiver.requests).toHaveLength(1)
})

test('the command line finds the running application', async ({ openElectron, dataDir, receiver }) => {
  const { page } = await openElectron()
  await expect(page.getByRole('button', { name: 'Send a test event' })).toBeVisible()
  const args = ['send', receiver.url, '--category', 'from.outside', '--data', '{}', '--data-dir', dataDir]
  const cli = spawn(process.execPath, ['out/main/cli.js', ...args], { stdio: 'ignore' })
  expect(await once(cli, 'exit')).toEqual([0, null])
  await expect(stateOf(rows(page, 'from.outside'), 'Delivered')).toBeVisible()
})

test('a signal ends it in order too', async ({ openElectron, dataDir }) => {
  const { app, page } = await openElectron()
  await expect(page.getByRole('button', { name: 'New event' })).toBeVisible()
  await expect.poll(() => existsSync(join(dataDir, 'address.json'))).toBe(true)
  const ended = once(app.process(), 'exit')
  app.process().kill('SIGTERM')
  expect(await ended).toEqual([0, null])
  expect(existsSync(join(dataDir, 'address.json'))).toBe(false)
})

test('the page has the bridge and nothing else of the host', async ({ openElectron }) => {
  const { page } = await openElectron()
  const found = await page.evaluate(() => ({
    globals: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in globalThis),
    bridge: Object.keys(window.bridge ?? {}).sort(),
    stop: typeof window.bridge?.subscribe(() => {})(),
    origin: location.origin,
  }))
  expect(found).toEqual({
    globals: [],
    bridge: [
      'files',
      'host',
      'invoke',
      'localApi',
      'onConnection',
      'onMenu',
      'onShow',
      'openFolder',
      'subscribe',
    ],
    stop: 'undefined',
    origin: 'app://window',
  })
})

test('the page cannot leave, open windows, or ask for permissions', async ({ openElectron }) => {
  const { app, page } = await openElectron()
  const opened = await page.evaluate(() => window.open('https://example.com/') === null)
  expect(opened).toBe(true)
  await page.evaluate(() => {
    const link = document.createElement('a')
    link.href = 'https://example.com/'
    document.body.append(link)
    link.click()
  })
  const asked = await page.evaluate(async () => [
    (await navigator.permissions.query({ name: 'geolocation' })).state,
    Notification.permission,
  ])
  expect(asked).toEqual(['denied', 'denied'])
  expect(page.url()).toBe('app://window/index.html')
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('commands of any other page are refused', async ({ openElectron }) => {
  const { app } = await openElectron()
  const answer: unknown = await app.evaluate(async ({ app, BrowserWindow }) => {
    const preload = `${app.getAppPath()}/out/preload/index.cjs`
    const stranger = new BrowserWindow({ show: false, webPreferences: { preload } })
    await stranger.loadURL('data:text/html,<p>another page</p>')
    return stranger.webContents
      .executeJavaScript("window.bridge.invoke('queue.pause', {})")
      .finally(() => stranger.destroy())
  })
  expect(answer).toMatchObject({ ok: false, error: { code: 'sender_refused' } })
})

test('only the built window is given out, whatever the spelling', async ({ openElectron }) => {
  const { app } = await openElectron()
  const answers = await app.evaluate(async ({ net }) => {
    const paths = [
      'window/index.html',
      'window/../main/index.js',
      'window/%2e%2e/main/index.js',
      'window/..%2fmain%2findex.js',
      'window//etc/passwd',
      'elsewhere/index.html',
    ]
    return Promise.all(paths.map(async (path) => (await net.fetch(`app://${path}`)).status))
  })
  expect(answers).toEqual([200, 404, 404, 404, 404, 404])
})

test('a database of a newer version is said on the whole window, and left untouched', async ({
  openElectron,
  dataDir,
}) => {
  const file = writeNewerDatabase(dataDir)
  const newer = readFileSync(file)
  const { page } = await openElectron()
  const error = page.getByRole('alert')
  await expect(error).toContainText('database_newer')
  await expect(error).toContainText(dataDir)
  await error.getByRole('button', { name: 'Try again' }).click()
  await expect(error.getByRole('button', { name: 'Try again' })).toBeEnabled()
  expect(readFileSync(file)).toEqual(newer)

  // Moved away by hand, tried again.
  rmSync(file)
  await error.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('button', { name: 'Send a test event' })).toBeVisible()
})

test('a data folder that cannot be written is said too', async ({ openElectron, dataDir }) => {
  writeFileSync(join(dataDir, 'queue.db'), '')
  const { page } = await openElectron(join(dataDir, 'queue.db', 'inside-a-file'))
  await expect(page.getByRole('alert')).toContainText('data_folder_unwritable')
})

test('the window comes back where it was', async ({ openElectron }) => {
  const first = await openElectron()
  const place = { x: 40, y: 30, width: 1_000, height: 640 }
  await first.app.evaluate(({ BrowserWindow }, bounds) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(bounds)
  }, place)
  await first.close()
  const second = await openElectron()
  expect(
    await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds()),
  ).toEqual(place)
})

test('the native menu reaches the window', async ({ openElectron }) => {
  const { app, page } = await openElectron()
  await expect(page.getByRole('button', { name: 'New event' })).toBeVisible()
  await app.evaluate(({ Menu }) => {
    const file = Menu.getApplicationMenu()?.items.find(({ label }) => label === '&File')
    file?.submenu?.items.find(({ label }) => label === 'New Event')?.click()
  })
  await expect(page.getByRole('dialog', { name: 'New event' })).toBeVisible()
})

test('an engine that dies is said, and opened again with everything in it', async ({
  openElectron,
  dataDir,
  receiver,
}) => {
  // A first engine that cannot start leaves time to take hold of the next one's thread.
  const file = writeNewerDatabase(dataDir)
  const { app, page } = await openElectron()
  const error = page.getByRole('alert')
  const tryAgain = error.getByRole('button', { name: 'Try again' })
  await expect(tryAgain).toBeVisible()
  await app.evaluate(() => process.on('worker', (worker) => Object.assign(globalThis, { engine: worker })))
  rmSync(file)
  await tryAgain.click()
  await send(page, { url: receiver.url, category: 'order.created' })
  await expect(stateOf(rows(page, 'order.created'), 'Delivered')).toBeVisible()

  await app.evaluate(() => (globalThis as unknown as { engine: Worker }).engine.terminate())
  await expect(error).toContainText('engine_unavailable')
  await tryAgain.click()
  await expect(stateOf(rows(page, 'order.created'), 'Delivered')).toBeVisible()
})

/** A queue that a later version wrote: the engine refuses it, whatever is in it. */
function writeNewerDatabase(dataDir: string): string {
  const file = join(dataDir, 'queue.db')
  const database = new Database(file)
  database.pragma('user_version = 100000')
  database.close()
  return file
}

function onlyWindow({ BrowserWindow }: Pick<typeof Electron, 'BrowserWindow'>) {
  const windows = BrowserWindow.getAllWindows()
  const [window] = windows
  return { windows: windows.length, minimized: window?.isMinimized(), visible: window?.isVisible() }
}
