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
}

export function testDisk(): TestDisk {
  let holding = false
  let failure: string | null = null
  let waiting: (() => void)[] = []
  let arrived = (): void => {}

  const really: Sync = (descriptor, settled) => {
    if (failure === null) fdatasync(descriptor, settled)
    else setImmediate(settled, new Error(failure))
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
  }
}
