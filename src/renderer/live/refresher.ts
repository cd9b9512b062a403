/**
 * Runs something again when it is asked to, but never twice at once and at most once per `gapMs`. Any number of
 * requests while it runs or waits make one more run at the end, so the last state is always fetched.
 */
export interface Refresher {
  request: () => void
  /** Nothing runs after this, but for what is under way. */
  cancel: () => void
}

export function createRefresher(run: () => Promise<void>, gapMs: number): Refresher {
  let busy = false
  let again = false
  let timer: ReturnType<typeof setTimeout> | undefined

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
        Math.max(0, gapMs - (Date.now() - begun)),
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
