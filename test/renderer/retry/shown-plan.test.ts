/** What is said of a plan and what is marked in it belong together at every moment of typing. */
import { expect, it } from 'vitest'
import { planToShow } from '../../../src/renderer/retry/shown-plan.ts'

const whole = { waits: ['5s', '1m'], maxAttempts: '3' }
const halfTyped = { waits: ['5', '1m'], maxAttempts: '3' }
const complaints = { 'retrySchedule.0': 'A duration has a unit.' }

it('a whole plan is shown at once', () => {
  expect(planToShow({ value: whole, complaints: {}, lastWhole: null })).toEqual({
    plan: whole,
    complaints: {},
  })
})

it('the last whole plan stays until what is wrong is marked', () => {
  expect(planToShow({ value: halfTyped, complaints: {}, lastWhole: whole }).plan).toBe(whole)
  expect(planToShow({ value: halfTyped, complaints, lastWhole: whole })).toEqual({
    plan: halfTyped,
    complaints,
  })
})

it('where there was no whole plan, what is wrong is marked at once', () => {
  const shown = planToShow({ value: halfTyped, complaints: { url: 'No URL.' }, lastWhole: null })
  expect(shown.plan).toBe(halfTyped)
  expect(Object.keys(shown.complaints)).toEqual(['url', 'retrySchedule.0'])
})
