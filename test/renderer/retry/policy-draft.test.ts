import { describe, expect, it } from 'vitest'
import {
  addWait,
  checkCount,
  checkPolicy,
  draftOf,
  moveWait,
  policyOf,
  removeWait,
  samePolicy,
  setWait,
} from '../../../src/renderer/retry/policy-draft.ts'
import { presets } from '../../../src/renderer/retry/presets.ts'
import { spanMs } from '../../../src/renderer/retry/summary.ts'
import { defaultMaxAttempts, defaultRetrySchedule } from '../../../src/shared/retry.ts'

describe('editing the waits', () => {
  const waits = ['5s', '1m', '1h']

  it('moves an entry and stays put at the ends', () => {
    expect(moveWait(waits, 0, 1)).toEqual(['1m', '5s', '1h'])
    expect(moveWait(waits, 2, -1)).toEqual(['5s', '1h', '1m'])
    expect(moveWait(waits, 0, -1)).toEqual(waits)
    expect(moveWait(waits, 2, 1)).toEqual(waits)
    expect(moveWait(waits, 9, 1)).toEqual(waits)
  })

  it('adds a copy of the wait before it, and a first one to an empty list', () => {
    expect(addWait(waits, 1)).toEqual(['5s', '5s', '1m', '1h'])
    expect(addWait(waits, 3)).toEqual(['5s', '1m', '1h', '1h'])
    expect(addWait([], 0)).toEqual(['5s'])
  })

  it('removes down to the empty list', () => {
    expect(removeWait(waits, 1)).toEqual(['5s', '1h'])
    expect(removeWait(['5s'], 0)).toEqual([])
  })

  it('takes several durations in one entry apart', () => {
    expect(setWait(waits, 1, '30s, 2m;  3m')).toEqual(['5s', '30s', '2m', '3m', '1h'])
    expect(setWait(waits, 1, '2m ')).toEqual(['5s', '2m ', '1h'])
    expect(setWait(waits, 1, '')).toEqual(['5s', '', '1h'])
  })

  it('keeps a number and its unit together where one space stands between them', () => {
    expect(setWait(waits, 1, '5 ')).toEqual(['5s', '5 ', '1h'])
    expect(setWait(waits, 1, '5 s')).toEqual(['5s', '5s', '1h'])
    expect(setWait(waits, 1, '5 s 2 m')).toEqual(['5s', '5s', '2m', '1h'])
  })

  it('leaves the list it was given as it was', () => {
    setWait(waits, 0, '9s')
    moveWait(waits, 0, 1)
    expect(waits).toEqual(['5s', '1m', '1h'])
  })
})

describe('checking a policy', () => {
  it('names the entry that is wrong as the engine does', () => {
    const complaints = checkPolicy({ waits: ['5s', 'soon', '-1s'], maxAttempts: 'many' })
    expect(Object.keys(complaints)).toEqual(['retrySchedule.1', 'retrySchedule.2', 'maxAttempts'])
    expect(complaints['retrySchedule.1']).toContain('"soon" is not a duration')
  })

  it('refuses a list that is too long', () => {
    const waits = Array.from({ length: 201 }, () => '1s')
    expect(checkPolicy({ waits, maxAttempts: '0' })).toEqual({
      retrySchedule: 'A retry schedule has at most 200 entries.',
    })
  })

  it('reads whole numbers in their range only', () => {
    const range = { min: 0, max: 100_000 }
    for (const good of ['0', ' 7 ', '100000']) expect(checkCount(good, range)).toBeNull()
    for (const bad of ['', '-1', '1.5', '1e3', '0x10', '100001', '٣']) {
      expect(checkCount(bad, range)).toContain('from 0 to 100,000')
    }
  })

  it('becomes a policy only when nothing is wrong', () => {
    expect(policyOf({ waits: [' 5s '], maxAttempts: '3' })).toEqual({ retrySchedule: ['5s'], maxAttempts: 3 })
    expect(policyOf({ waits: ['5'], maxAttempts: '3' })).toBeNull()
  })

  it('compares by what the policies do', () => {
    const one = { waits: ['1d', '60s'], maxAttempts: '3' }
    expect(samePolicy(one, { waits: ['24h', '1m'], maxAttempts: ' 3' })).toBe(true)
    expect(samePolicy(one, { waits: ['24h', '2m'], maxAttempts: '3' })).toBe(false)
  })
})

describe('presets', () => {
  it.each(presets.map((preset) => [preset.name, preset] as const))('%s is a valid policy', (_, preset) => {
    expect(checkPolicy(preset)).toEqual({})
  })

  it('begins with the default of the Go package', () => {
    expect(presets[0]).toMatchObject(
      draftOf({ retrySchedule: defaultRetrySchedule, maxAttempts: defaultMaxAttempts }),
    )
  })

  it('gives each published wait its attempt, besides the first one', () => {
    const svix = presets.find((preset) => preset.name === 'Svix')
    expect(svix).toMatchObject({ waits: ['5s', '5m', '30m', '2h', '5h', '10h', '10h'], maxAttempts: '8' })
  })

  it.each([
    ['Stripe', 3 * 24, 12],
    ['Shopify', 4, 9],
    ['Paddle', 3 * 24, 61],
  ])('what is approximated comes to what %s publishes', (name, hours, attempts) => {
    const preset = presets.find((each) => each.name === name)
    const policy = preset && policyOf(preset)
    expect(preset).toMatchObject({ approximated: true, maxAttempts: String(attempts) })
    const totalMs = policy ? (spanMs(policy, 0) ?? 0) : 0
    expect(Math.abs(totalMs / 3_600_000 - hours)).toBeLessThan(0.2)
  })
})
