/** The line that a person sees while a file is read or written. */
import { expect, it } from 'vitest'
import { createProgressBar } from '../../src/cli/progress-bar.ts'
import type { Job } from '../../src/shared/job.ts'

const job: Job = {
  id: 'j',
  kind: 'export',
  state: 'running',
  startedAt: 0,
  total: 4_000,
  done: 0,
  refused: 0,
  replays: null,
  bytes: null,
  message: null,
}

it('says how much of it, how fast, and how long it still takes', () => {
  let now = 0
  const line = createProgressBar(() => now)
  expect(line(job)).toBe('Exporting  ░░░░░░░░░░░░░░░░░░░░  0 %  0 of 4,000')
  now = 2_000
  expect(line({ ...job, done: 1_000 })).toBe(
    'Exporting  █████░░░░░░░░░░░░░░░  25 %  1,000 of 4,000  500/s  6 s left',
  )
  now = 600_000
  expect(line({ ...job, done: 3_000 })).toContain('75 %  3,000 of 4,000  5/s  3 min 20 s left')
  now = 7_200_000
  expect(line({ ...job, done: 1_000 })).toContain('6 h 0 min left')
})

it('goes by bytes where nobody has counted the deliveries', () => {
  let now = 0
  const line = createProgressBar(() => now)
  now = 1_000
  const reading: Job = { ...job, kind: 'import.check', total: 0, done: 500, bytes: { done: 50, total: 200 } }
  expect(line(reading)).toBe('Reading  █████░░░░░░░░░░░░░░░  25 %  500  500/s  3 s left')
})
