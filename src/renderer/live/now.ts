/** The present, once a second, from one timer for all countdowns and ages. It runs only while something shows it. */
import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let now = Date.now()

function subscribe(listener: () => void): () => void {
  // It stood still while nobody looked.
  if (listeners.size === 0) now = Date.now()
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const each of listeners) each()
  }, 1_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** What a text about the present says; drawn again when it says something else. */
export function useNowText(textAt: (now: number) => string): string {
  // By the clock itself: what came since the last second began would be compared with a time before it.
  return useSyncExternalStore(subscribe, () => textAt(Date.now()))
}

/** Epoch milliseconds, at most a second old. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now)
}
