/** Closing the window: what is asked when, and what the answers do. */
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { type ClosingAnswer, createClosing } from '../../src/main/closing.ts'
import type { QueueState } from '../../src/main/queue-watch.ts'
import { noCounts, type WhenClosed } from '../../src/shared/model.ts'
import { defaultSettings } from '../../src/shared/settings.ts'

let done: string[]
let asked: number[]
let answer: (given: ClosingAnswer) => void

beforeEach(() => {
  done = []
  asked = []
})

interface Given {
  queued?: number
  held?: number
  paused?: boolean
  whenClosed?: WhenClosed
  isMac?: boolean
  isQuitting?: boolean
}

function stateOf({ queued = 0, held = 0, paused = false, whenClosed = 'ask' }: Given): QueueState {
  return {
    counts: { ...noCounts, queued, held },
    queue: { lifecycle: 'running', paused, fault: null },
    settings: { ...defaultSettings, whenClosed },
    jobs: [],
    pulse: { buckets: [], successRate: null, p95Ms: null },
  }
}

function closingOf(given: Given) {
  return createClosing({
    isMac: given.isMac ?? false,
    isQuitting: () => given.isQuitting ?? false,
    state: () => stateOf(given),
    ask: (waiting) => {
      asked.push(waiting)
      return new Promise((resolve) => {
        answer = resolve
      })
    },
    remember: (choice) => done.push(`remember ${choice}`),
    goAway: () => done.push('go away'),
    quit: () => done.push('quit'),
  })
}

test.each<[string, Given]>([
  ['nothing waits', {}],
  ['all that waits is held', { held: 3 }],
  ['the queue is paused, so nothing would be sent', { queued: 3, paused: true }],
  ['the person chose to quit', { queued: 3, whenClosed: 'quit' }],
  ['it is quitting already', { queued: 3, isQuitting: true }],
  ['on macOS, where the application lives on', { queued: 3, isMac: true }],
])('closes at once: %s', (_name, given) => {
  expect(closingOf(given)()).toBe(true)
  expect([...done, ...asked]).toEqual([])
})

test('goes to the background without a question when that was chosen', () => {
  expect(closingOf({ queued: 3, whenClosed: 'background' })()).toBe(false)
  expect(done).toEqual(['go away'])
})

describe('with work and no choice yet', () => {
  test('it is asked once, however often it is closed meanwhile', () => {
    const mayClose = closingOf({ queued: 3 })
    expect([mayClose(), mayClose()]).toEqual([false, false])
    expect(asked).toEqual([3])
  })

  test.each<[ClosingAnswer, string[]]>([
    [{ choice: 'background', remember: true }, ['remember background', 'go away']],
    [{ choice: 'background', remember: false }, ['go away']],
    [{ choice: 'quit', remember: true }, ['remember quit', 'quit']],
    [{ choice: 'cancel', remember: true }, []],
  ])('%o', async (given, expected) => {
    const mayClose = closingOf({ queued: 3 })
    mayClose()
    answer(given)
    await vi.waitFor(() => {
      expect(done).toEqual(expected)
      // And it can be asked again.
      mayClose()
      expect(asked).toHaveLength(2)
    })
  })
})
