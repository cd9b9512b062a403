/** The last hour of an endpoint and the result of a test event, as they are said. */
import { expect, it } from 'vitest'
import { hourSentence } from '../../../src/renderer/endpoints/hour-text.ts'

const times = { p50Ms: 29, p95Ms: 200, p99Ms: 900 }

it.each([
  [{ delivered: 1, failed: 0, ...times }, 'One attempt, delivered. It took 29 ms.'],
  [{ delivered: 0, failed: 1, ...times }, 'One attempt, failed. It took 29 ms.'],
  [
    { delivered: 1_220, failed: 20, ...times },
    '1,240 attempts, 98.3 % delivered. Half took at most 29 ms, 95 % at most 200 ms.',
  ],
  [
    { delivered: 0, failed: 3, ...times },
    '3 attempts, none delivered. Half took at most 29 ms, 95 % at most 200 ms.',
  ],
  [
    { delivered: 3, failed: 0, ...times },
    '3 attempts, all delivered. Half took at most 29 ms, 95 % at most 200 ms.',
  ],
])('says %o', (totals, sentence) => {
  expect(hourSentence(totals)).toBe(sentence)
})
