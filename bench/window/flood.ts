/**
 * The window in a flood: scrolling and typing while the engine records thousands of attempts a second, and its memory over
 * minutes of 2,000 a second.
 */
import { rmSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { filledFolder } from '../fill.ts'
import { type Sink, startSink } from '../setting.ts'
import { scrollTable, type Smoothness, usedHeapBytes, watchFrames } from './frames.ts'
import { openWindow } from './open-window.ts'

/** At least, while it is watched; and what the endpoint takes while memory is. */
export const attemptsPerSecond = 2_000
/** More than are sent in a minute without a limit. */
const unlimited = 400_000
const watchedMs = 10_000
/** Of the flood, before anything is measured: what begins is not what goes on. */
const underWayAttempts = 4 * attemptsPerSecond
/** The first of the flood fills caches that have a bound. */
const settlingMs = 60_000

export interface FloodResult {
  scrolling: Smoothness
  typing: Smoothness
  /** How many attempts a second were recorded meanwhile. */
  perSecond: number
  /** Null when no minutes were asked for. */
  heap: { beforeBytes: number; afterBytes: number } | null
}

export async function measureFlood(minutes: number): Promise<FloodResult> {
  const sink = await startSink()
  const seconds = minutes > 0 ? settlingMs / 1_000 + minutes * 60 : 0
  const folder = await filledFolder({
    count: unlimited + attemptsPerSecond * seconds,
    urls: [sink.url],
    states: 'waiting',
  })
  const { page, close } = await openWindow(folder)
  try {
    // Two at a time are enough for it, and leave a machine of two cores something for the window.
    await page.evaluate(() => window.bridge?.invoke('settings.set', { concurrency: 2 }))
    await page.evaluate(() => window.bridge?.invoke('queue.resume', {}))
    await untilUnderWay(page)
    const begun = { at: Date.now(), delivered: await delivered(page) }
    const scrolling = await watchFrames(page, () => scrollTable(page, watchedMs))
    const typing = await measureTyping(page)
    const perSecond = ((await delivered(page)) - begun.delivered) / ((Date.now() - begun.at) / 1_000)
    const heap = minutes > 0 ? await watchHeap(page, { sink, minutes }) : null
    return { scrolling, typing, perSecond, heap }
  } finally {
    await close()
    sink.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function untilUnderWay(page: Page): Promise<void> {
  while ((await delivered(page)) < underWayAttempts) await setTimeout(250)
}

async function watchHeap(
  page: Page,
  { sink, minutes }: { sink: Sink; minutes: number },
): Promise<NonNullable<FloodResult['heap']>> {
  await limitRate(page, sink)
  await scrollTable(page, settlingMs)
  const beforeBytes = await usedHeapBytes(page)
  await scrollTable(page, minutes * 60_000)
  return { beforeBytes, afterBytes: await usedHeapBytes(page) }
}

/** By the window's own bridge, which is what its screens use. */
async function limitRate(page: Page, sink: Sink): Promise<void> {
  const problem = await page.evaluate(
    async ({ url, count }) => {
      const list = await window.bridge?.invoke('endpoint.list', {})
      const endpoint = list?.ok ? list.value.endpoints.find((one) => one.url === url) : undefined
      if (!endpoint) return 'The sink is no endpoint.'
      const rateLimit = { count, perMs: 1_000 }
      const input = { id: endpoint.id, name: 'sink', options: { rateLimit } }
      const saved = await window.bridge?.invoke('endpoint.save', input)
      return saved?.ok ? null : JSON.stringify(saved)
    },
    { url: sink.url, count: attemptsPerSecond },
  )
  if (problem !== null) throw new Error(problem)
}

function delivered(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const stats = await window.bridge?.invoke('stats.get', {})
    return stats?.ok ? stats.value.counts.delivered : Number.NaN
  })
}

/** As a quick person types: a key every 60 ms. The composer stands open before and after. */
async function measureTyping(page: Page): Promise<Smoothness> {
  await page.getByRole('button', { name: 'New event' }).click()
  const composer = page.getByRole('dialog', { name: 'New event' })
  const editor = composer.getByRole('textbox', { name: 'Payload' })
  await editor.click()
  await editor.press('ControlOrMeta+A')
  const text = '{"id": 12345, "customer": {"name": "Ada", "city": "London"}, "total": "19.99"} '
  const typing = await watchFrames(page, () => page.keyboard.type(text.repeat(2), { delay: 60 }))
  // In the editor Escape has meanings of its own.
  await composer.getByRole('button', { name: 'Close' }).click()
  await composer.waitFor({ state: 'hidden' })
  return typing
}
