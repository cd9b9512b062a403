/**
 * Quitting waits for the engine: requests in flight finish or are given back within its grace. Whatever asks first
 * (menu, last window, signal) starts it, whatever asks again waits for the same end. The window is gone at once.
 */
import { app, BrowserWindow } from 'electron'
import type { Log } from '../engine/log.ts'

const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/** Answers with a way to ask whether the end has begun. */
export function quitInOrder(stop: () => Promise<void>, log: Log): () => boolean {
  let isQuitting = false
  let stopped = false

  const end = async (): Promise<void> => {
    for (const window of BrowserWindow.getAllWindows()) window.hide()
    try {
      await stop()
    } catch (error) {
      log({ level: 'error', message: 'The engine did not stop as it should.', error })
    }
    stopped = true
    // Destroyed, not closed: no page can hold up the end.
    for (const window of BrowserWindow.getAllWindows()) window.destroy()
    app.quit()
  }

  app.on('before-quit', (event) => {
    if (stopped) return
    event.preventDefault()
    if (isQuitting) return
    isQuitting = true
    void end()
  })
  for (const signal of signals) process.on(signal, () => app.quit())
  return () => isQuitting
}
