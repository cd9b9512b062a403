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

describe('a duration of several parts', () => {
  const units = {
    ns: 1n,
    us: 1_000n,
    ms: 1_000_000n,
    s: 1_000_000_000n,
    m: 60_000_000_000n,
    h: 3_600_000_000_000n,
  }
  const part = fc.record({
    whole: fc.nat(999),
    thousandths: fc.option(fc.nat(999), { nil: null }),
    unit: fc.constantFrom(...(Object.keys(units) as (keyof typeof units)[])),
  })

  it('is never shorter than asked, and longer by less than a millisecond', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
        let picoseconds = 0n
        let text = ''
        for (const { whole, thousandths, unit } of parts) {
          text += `${whole}${thousandths === null ? '' : `.${String(thousandths).padStart(3, '0')}`}${unit}`
          picoseconds += (BigInt(whole) * 1_000n + BigInt(thousandths ?? 0)) * units[unit]
        }
        const asked = picoseconds / 1_000n // Go too knows nothing finer than a nanosecond.
        const read = BigInt(ms(text)) * 1_000_000n
        expect(read, text).toBeGreaterThanOrEqual(asked)
        expect(read - asked, text).toBeLessThan(1_000_001n)
      }),
      { numRuns: 1_000 },
    )
  })
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
