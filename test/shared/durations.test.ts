import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDuration, longestDurationMs, parseDuration } from '../../src/shared/durations.ts'

const ms = (text: string): number => {
  const parsed = parseDuration(text)
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.ms
}

describe('parseDuration', () => {
  // Values as Go's time.ParseDuration reads them.
  it.each([
    ['0', 0],
    ['0s', 0],
    ['300ms', 300],
    ['1.5s', 1_500],
    ['1.1s', 1_100],
    ['.5m', 30_000],
    ['1m30s', 90_000],
    ['2h45m', 9_900_000],
    ['24h', 86_400_000],
    ['1d', 86_400_000],
    ['1d12h', 129_600_000],
    [' 5s ', 5_000],
  ])('reads %s as %d ms', (text, expected) => {
    expect(ms(text)).toBe(expected)
  })

  it('rounds what is finer than a millisecond up', () => {
    expect(ms('1us')).toBe(1)
    expect(ms('1µs')).toBe(1)
    expect(ms('1500us')).toBe(2)
    expect(ms('1ns')).toBe(1)
  })

  it.each(['', ' ', '5', '-5s', '5 s', 's', '1x', '5s,', '1e3s', '٣s', 'abc', '5s -1s', '9999999h'])(
    'refuses %j with a sentence',
    (text) => {
      const parsed = parseDuration(text)
      expect(parsed).toMatchObject({ ok: false, message: expect.stringContaining(text) as string })
    },
  )
})

describe('formatDuration', () => {
  it.each([
    [0, '0s'],
    [300, '300ms'],
    [1_500, '1.5s'],
    [90_000, '1m30s'],
    [3_600_000, '1h'],
    [86_400_000, '24h'],
    [90_061_001, '25h1m1.001s'],
  ])('writes %d ms as %s', (value, expected) => {
    expect(formatDuration(value)).toBe(expected)
  })

  it('is read back to the same value', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: longestDurationMs }),
        (value) => ms(formatDuration(value)) === value,
      ),
    )
  })
})
