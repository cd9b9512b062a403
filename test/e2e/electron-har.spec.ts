/** An exported HAR file, opened in the network panel of the real developer tools, which Electron brings along. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type * as Electron from 'electron'
import { expect, test } from './fixture.ts'
import { rows, send, stateOf } from './steps.ts'

test('the network panel shows each attempt of an exported file', async ({
  openElectron,
  dataDir,
  receiver,
}) => {
  receiver.setAnswers([503, { status: 200, body: 'thanks, Zoë' }])
  const { app, page } = await openElectron()
  await send(page, { url: receiver.url, category: 'order.created', payload: '{"name": "Zoë"}' })
  await expect(stateOf(rows(page, 'order.created'), 'Delivered')).toBeVisible()
  const file = join(dataDir, 'queue.har')
  const args = ['out/main/cli.js', 'export', file, '--data-dir', dataDir]
  expect(await once(spawn(process.execPath, args, { stdio: 'ignore' }), 'exit')).toEqual([0, null])

  const shown = await app.evaluate(showInNetworkPanel, readFileSync(file, 'utf8'))
  const [first, second] = receiver.requests
  expect(shown).toEqual([
    {
      method: 'POST',
      url: receiver.url,
      status: 503,
      sent: first?.body.toString(),
      answer: '',
      isTimed: true,
    },
    {
      method: 'POST',
      url: receiver.url,
      status: 200,
      sent: second?.body.toString(),
      answer: 'thanks, Zoë',
      isTimed: true,
    },
  ])
})

/** In the main process; answers with what the panel has read. */
async function showInNetworkPanel({ BrowserWindow }: typeof Electron, har: string): Promise<unknown> {
  const window = new BrowserWindow({ show: false })
  await window.loadURL('about:blank')
  const opened = new Promise<void>((resolve) => window.webContents.once('devtools-opened', () => resolve()))
  window.webContents.openDevTools({ mode: 'detach' })
  await opened
  const shown: unknown = await window.webContents.devToolsWebContents?.executeJavaScript(`(async () => {
    const { NetworkPanel } = await import('devtools://devtools/bundled/panels/network/network.js')
    const { NetworkLog } = await import('devtools://devtools/bundled/models/logs/logs.js')
    const panel = await NetworkPanel.NetworkPanel.instance()
    await panel.networkLogView.onLoadFromFile(new File([${JSON.stringify(har)}], 'queue.har'))
    return Promise.all(NetworkLog.NetworkLog.instance().requests().map(async (request) => ({
      method: request.requestMethod,
      url: request.url(),
      status: request.statusCode,
      sent: await request.requestFormData(),
      answer: (await request.requestContentData()).text,
      isTimed: request.duration > 0,
    })))
  })()`)
  window.destroy()
  return shown
}
