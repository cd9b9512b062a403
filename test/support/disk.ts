/** The disk as a test wants it: its syncs wait until they are let through, or fail. What is let through is really synced. */
import { fdatasync } from 'node:fs'
import type { Sync } from '../../src/engine/store/durability.ts'

export interface TestDisk {
  readonly sync: Sync
  /** Syncs that wait. */
  readonly waiting: number
  /** From now on every sync waits. */
  hold(): void
  /** Lets those through that wait, and after them all. */
  release(): void
  /** Lets one through: the one that waits or the next one to come. */
  step(): Promise<void>
  /** From now on every sync fails with this message; null: none does. */
  fail(message: string | null): void
  /** When so many syncs have failed. */
  failures(count: number): Promise<void>
}

export function testDisk(): TestDisk {
  let holding = false
  let failure: string | null = null
  let waiting: (() => void)[] = []
  let arrived = (): void => {}
  let failed = 0
  let failedOnce = (): void => {}

  const really: Sync = (descriptor, settled) => {
    if (failure === null) return fdatasync(descriptor, settled)
    const error = new Error(failure)
    setImmediate(() => {
      settled(error)
      failed += 1
      failedOnce()
    })
  }
  return {
    sync(descriptor, settled) {
      if (!holding) return really(descriptor, settled)
      waiting.push(() => really(descriptor, settled))
      arrived()
    },
    get waiting() {
      return waiting.length
    },
    hold() {
      holding = true
    },
    release() {
      holding = false
      for (const go of waiting) go()
      waiting = []
    },
    async step() {
      if (waiting.length === 0) {
        await new Promise<void>((resolve) => {
          arrived = resolve
        })
      }
      const [first, ...others] = waiting
      waiting = others
      first?.()
    },
    fail(message) {
      failure = message
    },
    failures: (count) =>
      new Promise((resolve) => {
        failedOnce = () => {
          if (failed >= count) resolve()
        }
        failedOnce()
      }),
  }
}
