import { expect, it } from 'vitest'
import { fateText, offeredAttempts } from '../../../src/renderer/retry/fate-text.ts'
import type { Fate } from '../../../src/renderer/retry/outage.ts'

const hour = 3_600_000

const cases: [fate: Fate, text: string, offered: number | null][] = [
  [{ kind: 'before', number: 1 }, 'Attempt 1 is made before the outage begins, and is delivered.', null],
  [
    { kind: 'delivered', number: [9, 9], afterMs: [240_000, 240_000] },
    'Delivered at attempt 9, 4 min after the receiver was back.',
    null,
  ],
  [
    { kind: 'delivered', number: [2, 2], afterMs: [0, 0] },
    'Delivered at attempt 2, the moment the receiver was back.',
    null,
  ],
  [
    { kind: 'delivered', number: [8, 10], afterMs: [0, hour] },
    'Delivered at attempt 8 to 10, 0 s to 1 h after the receiver was back.',
    null,
  ],
  [
    { kind: 'givesUp', number: 14, shortMs: [3 * hour, 3 * hour], neededAttempts: 17 },
    'Given up after attempt 14, 3 h before the receiver was back. An outage of 10 h needs a longer schedule. 17 attempts with these waits would be enough.',
    17,
  ],
  [
    { kind: 'unsure', number: [5, 6], afterMs: [0, hour], neededAttempts: 200_000 },
    'Up to chance: delivered at attempt 5 to 6, or given up. Its waits are too short for that, however many attempts there are.',
    null,
  ],
]

it.each(cases)('%j', (fate, text, offered) => {
  expect(fateText(fate, 10 * hour)).toBe(text)
  expect(offeredAttempts(fate)).toBe(offered)
})
