/** The tray: its state by shape, its line, and what its menu does. */
import { expect, test } from 'vitest'
import type { QueueState } from '../../src/main/queue-watch.ts'
import { trayMenu, trayShape, trayText } from '../../src/main/tray-menu.ts'
import { noCounts } from '../../src/shared/model.ts'
import { defaultSettings } from '../../src/shared/settings.ts'

const idle: QueueState = {
  counts: noCounts,
  queue: { lifecycle: 'running', paused: false, fault: null },
  settings: defaultSettings,
  jobs: [],
  pulse: { buckets: [], successRate: null, p95Ms: null },
}
const busy = { ...idle, counts: { ...noCounts, queued: 1_200, retrying: 3, held: 2, failed: 41 } }
const paused = { ...busy, queue: { ...idle.queue, paused: true } }
const broken = { ...busy, queue: { ...idle.queue, fault: 'The disk is full.' } }
const failing = { ...busy, pulse: { ...idle.pulse, successRate: 0.49 } }

test.each([
  [idle, 'running', 'Sending: nothing waits'],
  [busy, 'running', 'Sending: 1,203 to go, 2 held, 41 failed'],
  [paused, 'paused', 'Paused: 1,203 to go, 2 held, 41 failed'],
  [broken, 'failing', 'Not sending: 1,203 to go, 2 held, 41 failed'],
  [failing, 'failing', 'Sending: 1,203 to go, 2 held, 41 failed'],
  [null, 'failing', 'The engine has ended'],
])('%#: %s', (state, shape, text) => {
  expect(trayShape(state)).toBe(shape)
  expect(trayText(state)).toBe(text)
})

test.each([
  [busy, 'Pause the Queue', 'paused true'],
  [paused, 'Resume the Queue', 'paused false'],
])('%#: the queue is switched to what it is not', (state, label, expected) => {
  const done: string[] = []
  const items = trayMenu(state, {
    open: () => done.push('open'),
    compose: () => done.push('compose'),
    setPaused: (next) => done.push(`paused ${next}`),
    quit: () => done.push('quit'),
  })
  expect(items.map((item) => item.label)).toContain(label)
  for (const { click } of items) (click as (() => void) | undefined)?.()
  expect(done).toEqual(['open', 'compose', expected, 'quit'])
})
