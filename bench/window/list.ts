/** The list of a large queue against the same list of a small one: opening, another filter, the end of it, scrolling. */
import { rmSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { filledFolder } from '../fill.ts'
import { median } from '../result.ts'
import { scrollTable, type Smoothness, watchFrames } from './frames.ts'
import { openWindow } from './open-window.ts'

const openings = 3
const repeats = 5
const scrolledMs = 10_000

export interface ListTimes {
  /** ms by what was done; the median. */
  times: Record<string, number>
  scrolling: Smoothness
}

/** Of a queue of so many deliveries, 60 of 100 delivered. */
export async function measureList(count: number): Promise<ListTimes> {
  const urls = ['http://localhost:3001/hooks', 'http://localhost:3002/hooks']
  const folder = await filledFolder({ count, urls, states: 'mixed' })
  try {
    const opened: number[] = []
    for (let turn = 1; turn < openings; turn += 1) {
      const window = await openWindow(folder)
      opened.push(window.usableMs)
      await window.close()
    }
    const window = await openWindow(folder)
    opened.push(window.usableMs)
    const measured = await measureWindow(window.page)
    await window.close()
    return { times: { open: median(opened), ...measured.times }, scrolling: measured.scrolling }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measureWindow(page: Page): Promise<ListTimes> {
  const filters: number[] = []
  const ends: number[] = []
  for (let turn = 0; turn < repeats; turn += 1) {
    filters.push(await timeUntilShown(page, 'Failed'), await timeUntilShown(page, 'All'))
    ends.push(await timeUntilShown(page, 'End'))
    await timeUntilShown(page, 'Home')
  }
  const scrolling = await watchFrames(page, () => scrollTable(page, scrolledMs))
  return { times: { filter: median(filters), 'jump to end': median(ends) }, scrolling }
}

/** From the press to the frame in which the rows that it asked for stand there; ms. */
function timeUntilShown(page: Page, what: 'Failed' | 'All' | 'Home' | 'End'): Promise<number> {
  return page.evaluate((what) => {
    const buttons = document.querySelectorAll<HTMLElement>('nav[aria-label="Sections"] button')
    // Another filter makes another grid.
    const grid = (): HTMLElement | null => document.querySelector('[role="grid"]')
    const rowCount = (): number => Number(grid()?.getAttribute('aria-rowcount'))
    const before = rowCount()
    const isThere = (place: number): boolean =>
      grid()?.querySelector(`[data-delivery][aria-rowindex="${place}"]`) instanceof HTMLElement
    const isShown = (): boolean => {
      if (what === 'End') return isThere(rowCount())
      return isThere(2) && (what === 'Home' || rowCount() !== before)
    }
    const begun = performance.now()
    if (what === 'Home' || what === 'End') {
      grid()?.focus()
      grid()?.dispatchEvent(new KeyboardEvent('keydown', { key: what, bubbles: true, cancelable: true }))
    } else {
      for (const button of buttons) if (button.textContent?.startsWith(what)) button.click()
    }
    return new Promise<number>((resolve) => {
      const look = (): void => {
        if (isShown()) resolve(performance.now() - begun)
        else requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    })
  }, what)
}
