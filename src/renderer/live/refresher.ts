/**
 * Runs something again when it is asked to, but never twice at once and at most once per gap (ms). Any number of
 * requests while it runs or waits make one more run at the end, so the last state is always fetched. What takes long
 * is run less often: it never takes more than a third of the time.
 */
export interface Refresher {
  request: () => void
  /** Nothing runs after this, but for what is under way. */
  cancel: () => void
}

export function createRefresher(run: () => Promise<void>, gapMs: number | (() => number)): Refresher {
  let busy = false
  let again = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const gap = typeof gapMs === 'number' ? (): number => gapMs : gapMs
  const pauseMs = (tookMs: number): number => Math.max(gap() - tookMs, 2 * tookMs)

  const start = (): void => {
    busy = true
    again = false
    const begun = Date.now()
    void run().finally(() => {
      timer = setTimeout(
        () => {
          busy = false
          if (again) start()
        },
        pauseMs(Date.now() - begun),
      )
    })
  }

  return {
    request: () => {
      if (busy) again = true
      else start()
    },
    cancel: () => {
      clearTimeout(timer)
      again = false
      busy = false
    },
  }
}
