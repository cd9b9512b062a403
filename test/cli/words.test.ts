/** What people type, read: times, and names that are nearly right. */
import { expect, it } from 'vitest'
import { parseInstant } from '../../src/shared/instants.ts'
import { nearNames } from '../../src/shared/near-names.ts'

const now = Date.UTC(2026, 0, 2, 3, 4, 5)
const local = (...parts: [number, number, number, number, number, number]): number =>
  new Date(...parts).getTime()

it.each([
  ['+10m', now + 600_000],
  ['+0', now],
  ['in 10m', now + 600_000],
  ['In 1h30m', now + 5_400_000],
  [' +1d ', now + 86_400_000],
  ['2026-11-23T22:03:40Z', Date.UTC(2026, 10, 23, 22, 3, 40)],
  ['2026-11-23t22:03:40.250z', Date.UTC(2026, 10, 23, 22, 3, 40, 250)],
  ['2026-11-23T22:03+02:00', Date.UTC(2026, 10, 23, 20, 3)],
  ['2026-11-23 22:03 -0530', Date.UTC(2026, 10, 24, 3, 33)],
  ['2026-11-23T22:03:40+02', Date.UTC(2026, 10, 23, 20, 3, 40)],
  ['2026-11-23T22:03:40', local(2026, 10, 23, 22, 3, 40)],
  ['2026-11-23 22:03', local(2026, 10, 23, 22, 3, 0)],
  ['2026-11-23', local(2026, 10, 23, 0, 0, 0)],
  ['2028-02-29', local(2028, 1, 29, 0, 0, 0)],
])('%j is a time', (text, at) => {
  expect(parseInstant(text, now)).toEqual({ ok: true, at })
})

it.each([
  '',
  'tomorrow',
  '10m',
  'in',
  'in10m',
  '+10',
  '+-5m',
  '2026-02-29',
  '2026-02-30T10:00',
  '2026-13-01',
  '2026-11-23T25:00',
  '2026-11-23T10:60',
  '2026-11-23T10',
  '23.11.2026',
  '1700000000',
])('%j is none', (text) => {
  expect(parseInstant(text, now)).toMatchObject({ ok: false, message: expect.any(String) as string })
})

it.each([
  ['shp', ['shop', 'billing'], ['shop']],
  ['SHOP', ['shop'], ['shop']],
  ['shop', ['shop-eu', 'shop-us', 'store'], ['shop-eu', 'shop-us']],
  ['oders', ['orders', 'order', 'ordering'], ['orders']],
  ['x', ['shop'], []],
  ['', ['shop'], []],
])('near to %j among %j', (typed, names, near) => {
  expect(nearNames(typed, names)).toEqual(near)
})
