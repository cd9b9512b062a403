/**
 * How smooth a window is: the time between its frames, and its tasks of more than 50 ms as the browser itself reports
 * them. Both are watched inside the page.
 */
import type { Page } from '@playwright/test'

export interface Smoothness {
  frames: number
  /** Share of the frames that came within 20 ms of the one before, 0 to 1. */
  smoothShare: number
  /** 95th percentile of the time between two frames, ms. */
  p95FrameMs: number
  longestFrameMs: number
  /** 0 where no task took 50 ms. */
  longestTaskMs: number
}

const smoothFrameMs = 20

/** Of the window while `work` goes on. */
export async function watchFrames(page: Page, work: () => Promise<unknown>): Promise<Smoothness> {
  const watch = await page.evaluateHandle(() => {
    const frames: number[] = []
    const tasks: number[] = []
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration)
    })
    observer.observe({ entryTypes: ['longtask'] })
    let last = performance.now()
    let handle = requestAnimationFrame(function next(): void {
      const now = performance.now()
      frames.push(now - last)
      last = now
      handle = requestAnimationFrame(next)
    })
    return {
      end: () => {
        cancelAnimationFrame(handle)
        for (const { duration } of observer.takeRecords()) tasks.push(duration)
        observer.disconnect()
        return { frames, tasks }
      },
    }
  })
  await work()
  const { frames, tasks } = await watch.evaluate(({ end }) => end())
  await watch.dispose()
  const sorted = frames.toSorted((a, b) => a - b)
  return {
    frames: frames.length,
    smoothShare: frames.filter((ms) => ms <= smoothFrameMs).length / Math.max(1, frames.length),
    p95FrameMs: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN,
    longestFrameMs: sorted.at(-1) ?? Number.NaN,
    longestTaskMs: Math.max(0, ...tasks),
  }
}

/** Scrolls the table a few rows further with every frame, to and fro, for so long. */
export async function scrollTable(page: Page, forMs: number): Promise<void> {
  await page.getByRole('grid', { name: 'Deliveries' }).evaluate(
    (grid, ms) =>
      new Promise<void>((resolve) => {
        const begun = performance.now()
        let step = 90
        const next = (): void => {
          const before = grid.scrollTop
          grid.scrollTop += step
          if (grid.scrollTop === before) step = -step
          if (performance.now() - begun < ms) requestAnimationFrame(next)
          else resolve()
        }
        requestAnimationFrame(next)
      }),
    forMs,
  )
}

/** Bytes of the window's JavaScript heap that are still in use after everything that is not was collected. */
export async function usedHeapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.enable')
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize
}
