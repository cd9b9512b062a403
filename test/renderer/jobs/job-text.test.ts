import { expect, it } from 'vitest'
import {
  endText,
  hasSucceeded,
  isStoppable,
  progressText,
  restText,
  shareOf,
} from '../../../src/renderer/jobs/job-text.ts'
import type { Job } from '../../../src/shared/job.ts'

const job: Job = {
  id: 'job',
  kind: 'replay',
  state: 'running',
  startedAt: 0,
  total: 2_418,
  done: 1_204,
  refused: 0,
  replays: null,
  bytes: null,
  message: null,
}
const salvage: Job = { ...job, kind: 'salvage', state: 'done', total: 100, done: 100 }

it('tells how far it is, with and without an end in sight', () => {
  expect([progressText(job), shareOf({ ...job, total: 2_408 })]).toEqual(['1,204 of 2,418', 0.5])
  expect([progressText({ ...job, total: 0 }), shareOf({ ...job, total: 0 })]).toEqual(['1,204', null])
})

it('counts what was changed, and not what was left', () => {
  expect(endText({ ...job, state: 'done', refused: 4 })).toBe('1,200 deliveries replayed')
  expect(endText({ ...job, state: 'stopped', done: 1 })).toBe('Stopped: 1 delivery replayed')
  expect(endText({ ...job, state: 'failed', done: 0 })).toBe('Failed: 0 deliveries replayed')
})

it('has come to nothing where all was left', () => {
  const done = { ...job, state: 'done' as const }
  expect([done, { ...done, refused: 3 }, { ...done, done: 0 }].map(hasSucceeded)).toEqual([true, true, true])
  expect(hasSucceeded({ ...done, refused: done.done })).toBe(false)
  expect(hasSucceeded({ ...done, state: 'stopped' })).toBe(false)
})

it('adds what else there is to say', () => {
  expect(restText({ ...job, state: 'done' })).toBe('')
  expect(restText({ ...job, state: 'done', refused: 1 })).toBe('1 was left as it is.')
  expect(restText({ ...job, state: 'failed', refused: 2, message: 'The disk is full.' })).toBe(
    '2 were left as they are. The disk is full.',
  )
})

it('says of a salvage what is held, and only where something came back', () => {
  expect(restText(salvage)).toBe('What waited there is held: release it when you like.')
  expect(restText({ ...salvage, refused: 100 })).toBe(
    '100 could not be read, or are here already; the damaged file stays where it is.',
  )
})

it('lets a person stop what a person started', () => {
  expect([job, { ...job, state: 'done' as const }].map(isStoppable)).toEqual([true, false])
  expect(isStoppable({ ...job, kind: 'endpoint.hold' })).toBe(false)
  expect(isStoppable({ ...job, kind: 'replan' })).toBe(false)
})
