/** Times, sizes and targets as the table and the inspector write them. */
import { describe, expect, it } from 'vitest'
import {
  agoText,
  bytesText,
  countdownText,
  deliveriesText,
  splitUrl,
  tookText,
} from '../../../src/renderer/deliveries/format.ts'

const now = 1_800_000_000_000

it.each([
  [0, 'now'],
  [1_900, 'now'],
  [12_000, '12 s ago'],
  [59_999, '59 s ago'],
  [60_000, '1 min ago'],
  [3_600_000, '1 h ago'],
  [49 * 3_600_000, '2 d ago'],
  [-5_000, 'now'],
])('%i ms ago reads %s', (ago, text) => {
  expect(agoText(now - ago, now)).toBe(text)
})

it.each([
  [0, 'due'],
  [-1, 'due'],
  [1, 'in 1 s'],
  [24_100, 'in 25 s'],
  [65_000, 'in 1 min 5 s'],
  [599_000, 'in 9 min 59 s'],
  [600_000, 'in 10 min'],
  [601_000, 'in 11 min'],
  [3_595_000, 'in 1 h'],
  [7_380_000, 'in 2 h 3 min'],
])('%i ms ahead reads %s', (ahead, text) => {
  expect(countdownText(now + ahead, now)).toBe(text)
})

it.each([
  [0.42, '0.4 ms'],
  [41.3, '41 ms'],
  [1_240, '1.24 s'],
  [123_000, '2 min 3 s'],
])('%d ms reads %s', (ms, text) => {
  expect(tookText(ms)).toBe(text)
})

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_234, '1.2 kB'],
  [26_214_400, '26.2 MB'],
])('%i bytes read %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text)
})

it('counts deliveries in words', () => {
  expect([0, 1, 12_345].map(deliveriesText)).toEqual(['0 deliveries', '1 delivery', '12,345 deliveries'])
})

describe('a target', () => {
  it.each([
    ['http://localhost:3000/hooks', 'localhost:3000', '/hooks'],
    ['https://example.com', 'example.com', ''],
    ['https://example.com/', 'example.com', ''],
    ['https://example.com?a=1', 'example.com', '?a=1'],
    ['HTTP://[::1]:80/x?y', '[::1]:80', '/x?y'],
    ['unix:/run/app.sock:/hooks?a=1', 'unix:/run/app.sock', ':/hooks?a=1'],
    ['unix:/run/app.sock', 'unix:/run/app.sock', ''],
  ])('%s is %s and %s', (url, host, path) => {
    expect(splitUrl(url)).toEqual({ host, path })
  })
})
