/** Running again on request, never twice at once, and the last request always counts. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createRefresher } from '../../../src/renderer/live/refresher.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A run that takes `tookMs` of the fake clock. */
function counted(tookMs: number) {
  const runs: number[] = []
  const run = async (): Promise<void> => {
    runs.push(Date.now())
    await new Promise((resolve) => setTimeout(resolve, tookMs))
  }
  return { runs, run }
}

it('runs at once, and once more for any number of requests meanwhile', async () => {
  const { runs, run } = counted(10)
  const refresher = createRefresher(run, 100)
  refresher.request()
  refresher.request()
  refresher.request()
  expect(runs).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(500)
  expect(runs).toHaveLength(2)
  expect(runs[1]).toBe((runs[0] ?? 0) + 100)
})

it('rests for twice the time that a slow run took', async () => {
  const { runs, run } = counted(300)
  const refresher = createRefresher(run, 100)
  refresher.request()
  refresher.request()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(runs[1]).toBe((runs[0] ?? 0) + 900)
})

it('runs no more once canceled, and again when asked anew', async () => {
  const { runs, run } = counted(10)
  const refresher = createRefresher(run, 100)
  refresher.request()
  refresher.request()
  refresher.cancel()
  await vi.advanceTimersByTimeAsync(50)
  expect(runs).toHaveLength(1)
  refresher.request()
  expect(runs).toHaveLength(2)
})
