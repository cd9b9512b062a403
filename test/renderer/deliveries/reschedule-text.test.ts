/** The words of the reschedule dialog say what will happen as it stands. */
import { describe, expect, it } from 'vitest'
import {
  changesAnything,
  type Standing,
  standingText,
} from '../../../src/renderer/deliveries/reschedule-text.ts'

const many: Standing = { isMany: true, isEdited: false, next: 'planned' }
const one: Standing = { ...many, isMany: false }

describe('of several', () => {
  it.each([
    [{}, 'Each keeps its own schedule and time until you edit the schedule below.'],
    [{ next: 'given' }, 'Each keeps its own schedule; only the next attempt moves.'],
    [
      { isEdited: true, next: 'given' },
      'Each gets this schedule, and the next attempt comes at the time below.',
    ],
    [{ isEdited: true }, 'Each gets this schedule; a planned retry moves to where that has it.'],
  ] satisfies [Partial<Standing>, string][])('%j', (change, text) => {
    expect(standingText({ ...many, ...change })).toBe(text)
  })
})

it('of one that goes back to where its schedule has it', () => {
  expect(standingText({ ...one, next: 'scheduled' })).toBe(
    'It keeps its schedule; the next attempt moves to where that has it.',
  )
})

it('nothing changes before something is edited or given', () => {
  expect(changesAnything(one)).toBe(false)
  expect(changesAnything(many)).toBe(false)
  expect(changesAnything({ ...one, next: 'scheduled' })).toBe(true)
  expect(changesAnything({ ...many, next: 'given' })).toBe(true)
  expect(changesAnything({ ...many, isEdited: true })).toBe(true)
})
