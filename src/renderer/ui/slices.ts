/**
 * Long work in slices, so that the window draws and answers in between. What works on much text is written as a
 * generator that yields every few thousand signs; how long a slice lasts is decided here alone.
 */

/** A frame at 60 Hz; with what else a task does it stays far below what a person notices (100 ms). */
const sliceMs = 16

/** Runs work to its end at once: for what is known to be short. */
export function atOnce<T>(work: Iterator<unknown, T>): T {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}

/** Runs work in slices; null when it was called off before its end. */
export async function inSlices<T>(work: Iterator<unknown, T>, signal?: AbortSignal): Promise<T | null> {
  for (;;) {
    const end = performance.now() + sliceMs
    do {
      const step = work.next()
      if (step.done) return step.value
    } while (performance.now() < end)
    await new Promise((resolve) => setTimeout(resolve))
    if (signal?.aborted) return null
  }
}
