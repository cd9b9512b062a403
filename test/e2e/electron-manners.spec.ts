/** The desktop's manners: closing with work before it, and what the person is told who is not looking. */
import type * as Electron from 'electron'
import { expect, test } from './fixture.ts'
import { inspector, rows, send, stateOf } from './steps.ts'

test('closed with work queued it goes on sending, and the window comes back as it was', async ({
  openElectron,
  receiver,
}) => {
  test.setTimeout(60_000)
  receiver.setAnswers([503, 200])
  const { app, page } = await openElectron()
  await app.evaluate(({ dialog }) => {
    const asked: string[] = []
    Object.assign(globalThis, { asked })
    dialog.showMessageBox = async (...given: unknown[]) => {
      const { message, detail } = given.at(-1) as Electron.MessageBoxOptions
      asked.push(`${message} ${detail ?? ''}`)
      return { response: 0, checkboxChecked: true }
    }
  })
  await send(page, { url: receiver.url, category: 'order.created', waits: ['2s'] })
  await receiver.waitFor(1)
  await app.evaluate(closeWindow)
  await expect.poll(() => app.evaluate(isVisible)).toBe(false)
  await receiver.waitFor(2)
  await app.evaluate(({ app }) => app.emit('second-instance', {}, []))
  await expect.poll(() => app.evaluate(isVisible)).toBe(true)
  await expect(inspector(page, 'order.created')).toBeVisible()
  await expect(stateOf(rows(page, 'order.created'), 'Delivered')).toBeVisible()

  // The choice was remembered, and without work it closes as the platform does.
  receiver.setAnswers([{ status: 200, held: true }])
  await send(page, { url: receiver.url, category: 'order.paid' })
  await receiver.waitFor(3)
  // The host knows of it by then as well.
  await expect(stateOf(rows(page, 'order.paid'), 'Sending')).toBeVisible()
  await app.evaluate(closeWindow)
  await expect.poll(() => app.evaluate(isVisible)).toBe(false)
  expect(await app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)).toEqual([
    expect.stringContaining('One delivery is not done yet.'),
  ])
  receiver.release()
  await app.evaluate(({ app }) => app.emit('second-instance', {}, []))
  await expect(stateOf(rows(page, 'order.paid'), 'Delivered')).toBeVisible()
  const ended = new Promise((resolve) => app.process().once('exit', resolve))
  await app.evaluate(closeWindow)
  expect(await ended).toBe(0)
})

test('a delivery that fails for good is told, one that is retried is not, and a press opens it', async ({
  openElectron,
  receiver,
}) => {
  test.setTimeout(60_000)
  receiver.setAnswers([500, 418])
  const { app, page } = await openElectron()
  await app.evaluate(({ Notification }) => {
    const told: Electron.Notification[] = []
    Object.assign(globalThis, { told })
    // A desktop without any answers with no.
    Notification.isSupported = () => true
    Notification.prototype.show = function (this: Electron.Notification) {
      told.push(this)
    }
  })
  await send(page, { url: receiver.url, category: 'is.retried', waits: ['1h'] })
  await expect(stateOf(rows(page, 'is.retried'), 'Retrying')).toBeVisible()
  await send(page, { url: receiver.url, category: 'has.failed', maxAttempts: 1 })
  await expect(stateOf(rows(page, 'has.failed'), 'Failed')).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
  const told = await app.evaluate(() => {
    const notifications = (globalThis as unknown as { told: Electron.Notification[] }).told
    notifications[0]?.emit('click')
    return notifications.map(({ title, body }) => ({ title, body }))
  })
  expect(told).toEqual([
    { title: 'has.failed failed for good', body: `${new URL(receiver.url).host}, after 1 attempt: 418.` },
  ])
  await expect(inspector(page, 'has.failed')).toBeVisible()
})

function closeWindow({ BrowserWindow }: Pick<typeof Electron, 'BrowserWindow'>): void {
  BrowserWindow.getAllWindows()[0]?.close()
}

function isVisible({ BrowserWindow }: Pick<typeof Electron, 'BrowserWindow'>): boolean | undefined {
  return BrowserWindow.getAllWindows()[0]?.isVisible()
}
