/**
 * How smooth a window is: the time between its frames, and its tasks of more than 50 ms, both as the browser itself reports
 * them, watched inside the page. A frame has the time that it is drawn for: one that begins late within it is in time,
 * and one that is left out makes the next one late.
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
    let last: number | null = null
    let handle = requestAnimationFrame(function next(frameAt: number): void {
      if (last !== null) frames.push(frameAt - last)
      last = frameAt
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

/** Some eighty rows a second: faster than anybody reads, slower than a flick to the end. */
const pixelsPerSecond = 2_500
const gesturePixels = 5_000

/** Scrolls the table with the wheel, down and up in turn, for so long. */
export async function scrollTable(page: Page, forMs: number): Promise<void> {
  const box = await page.getByRole('grid', { name: 'Deliveries' }).boundingBox()
  if (!box) throw new Error('There is no table to scroll.')
  const session = await page.context().newCDPSession(page)
  const until = performance.now() + forMs
  for (let way = -1; performance.now() < until; way = -way) {
    await session.send('Input.synthesizeScrollGesture', {
      x: Math.round(box.x + box.width / 2),
      y: Math.round(box.y + box.height / 2),
      yDistance: way * gesturePixels,
      speed: pixelsPerSecond,
      gestureSourceType: 'mouse',
    })
  }
  await session.detach()
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
