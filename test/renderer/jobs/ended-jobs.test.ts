import { expect, it } from 'vitest'
import { endedSince } from '../../../src/renderer/jobs/ended-jobs.ts'
import type { Job } from '../../../src/shared/job.ts'

const running: Job = {
  id: 'job',
  kind: 'replay',
  state: 'running',
  startedAt: 10_000,
  total: 10,
  done: 10,
  refused: 0,
  replays: null,
  bytes: null,
  message: null,
}
const done: Job = { ...running, state: 'done' }

it('is what ran before, or came and went between two looks, and nothing twice', () => {
  expect(endedSince([done], [running], 20_000)).toEqual(['job'])
  expect(endedSince([done], [], 10_100)).toEqual(['job'])
  expect(endedSince([done], [done], 20_000)).toEqual([])
  expect(endedSince([running], [], 20_000)).toEqual([])
})

it('what a pause did at once shows at its endpoint, and is no news here unless it took long or failed', () => {
  const hold: Job = { ...done, kind: 'endpoint.hold' }
  expect(endedSince([hold], [], 10_500)).toEqual([])
  expect(endedSince([hold], [], 11_000)).toEqual(['job'])
  expect(endedSince([{ ...hold, state: 'failed' }], [], 10_500)).toEqual(['job'])
})
