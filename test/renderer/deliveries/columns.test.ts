/** How the columns share the table's width: what gives way, what was sized, and what is remembered of it. */
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { columns, layoutOf, nextSort, usualColumns } from '../../../src/renderer/deliveries/columns.ts'
import { choiceOf, readLook } from '../../../src/renderer/deliveries/stored-look.ts'
import { newestFirst } from '../../../src/shared/filter.ts'

const names = (widthPx: number, choice = usualColumns): string[] =>
  layoutOf(choice, widthPx).shown.map(({ name }) => name)
const columnOf = (wanted: string) => {
  const column = columns.find(({ name }) => name === wanted)
  if (!column) throw new Error(`There is no column ${wanted}.`)
  return column
}

it('leaves out the least needed as the table gets narrow', () => {
  expect(names(1_080)).toEqual(['category', 'target', 'attempts', 'answer', 'took', 'when'])
  expect(names(540)).toEqual(['category', 'target', 'attempts', 'answer', 'when'])
  expect(names(320)).toEqual(['category', 'answer', 'when'])
})

it('never needs more room than there is, whatever was chosen', () => {
  const hidden = fc.subarray(columns.map(({ name }) => name))
  const widths = fc.dictionary(
    fc.constantFrom(...columns.map(({ name }) => name)),
    fc.integer({ min: 20, max: 4_000 }),
  )
  fc.assert(
    fc.property(hidden, widths, fc.integer({ min: 320, max: 3_000 }), (chosen, sized, widthPx) => {
      const { shown, gapPx } = layoutOf({ hidden: chosen, widths: sized }, widthPx)
      const px = shown.reduce((sum, column) => sum + column.widthPx + gapPx, 14 + 28)
      expect(px).toBeLessThanOrEqual(widthPx)
      for (const column of shown) expect(column.widthPx).toBeGreaterThanOrEqual(column.least)
      for (const name of ['category', 'answer', 'when']) expect(shown.map((one) => one.name)).toContain(name)
    }),
  )
})

const widthOf = (name: string, widths: Record<string, number>, widthPx = 1_200): number | undefined =>
  layoutOf({ ...usualColumns, widths }, widthPx).shown.find((column) => column.name === name)?.widthPx

it('is as wide as it was made, and never too narrow to read', () => {
  expect(widthOf('category', { category: 300, took: 1 })).toBe(300)
  expect(widthOf('took', { category: 300, took: 1 })).toBe(52)
})

it('has room for a countdown however narrow the table is (in 59 min 5…)', () => {
  for (const widthPx of [320, 540, 700, 1_200])
    expect(widthOf('when', {}, widthPx)).toBeGreaterThanOrEqual(87)
})

it('shares what is left, and gives way to those that were sized only as far as it can be read', () => {
  // 1,200 without paddings, state and six gaps are 1,086; the sized ones take 90, 108, 68 and 92 of it.
  expect(widthOf('category', {})).toBe(Math.floor(728 / 2.4))
  expect(widthOf('target', {})).toBe(Math.floor((728 * 1.4) / 2.4))
  expect(widthOf('category', { target: 2_000 })).toBe(100)
  expect(widthOf('target', { target: 2_000 })).toBe(728 - 100)
})

it('keeps room at the right end where every column was sized', () => {
  const { shown } = layoutOf({ ...usualColumns, widths: { category: 100, target: 110 } }, 1_200)
  expect(shown.map(({ widthPx }) => widthPx)).toEqual([100, 110, 90, 108, 68, 92])
})

it('a press on a head sorts, turns round, and goes back to newest first', () => {
  const category = columnOf('category')
  const first = nextSort(category, newestFirst)
  const second = nextSort(category, first)
  expect([first, second, nextSort(category, second)]).toEqual([
    { by: 'category', descending: false },
    { by: 'category', descending: true },
    newestFirst,
  ])
  expect(nextSort(columnOf('took'), newestFirst)).toEqual({ by: 'took', descending: true })
  const when = columnOf('when')
  expect(nextSort(when, newestFirst)).toEqual({ by: 'accepted', descending: false })
  expect(nextSort(when, { by: 'accepted', descending: false })).toEqual(newestFirst)
})

it.each([
  [null],
  ['{'],
  ['[]'],
  ['{"hidden":5,"widths":"wide","sort":{"by":"colour"}}'],
  ['{"widths":{"category":-1,"nothing":90}}'],
])('of what was stored as %s only what makes sense is taken', (stored) => {
  expect(readLook({ getItem: () => stored })).toEqual({ choice: usualColumns, sort: newestFirst })
})

it('takes up what was remembered', () => {
  const stored = {
    hidden: ['took', 'gone'],
    widths: { category: 240 },
    sort: { by: 'took', descending: true },
  }
  expect(readLook({ getItem: () => JSON.stringify(stored) })).toEqual({
    choice: { hidden: ['took'], widths: { category: 240 } },
    sort: stored.sort,
  })
  expect(choiceOf(undefined, undefined)).toEqual(usualColumns)
})
