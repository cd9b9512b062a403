import { expect, it } from 'vitest'
import { spanOf, withMore, withNear } from '../../../src/renderer/deliveries/use-row-window.ts'

it('whole blocks of eight rows around what is in sight, and one more on each side', () => {
  expect(spanOf(100.5, 120.2)).toEqual({ start: 88, end: 136 })
})

it('does not move while the scroll stays within a block', () => {
  expect(spanOf(96, 117)).toEqual(spanOf(103.9, 119.5))
})

it('begins at the first row', () => {
  expect(spanOf(0, 20)).toEqual({ start: 0, end: 32 })
})

it('keeps what was drawn as long as it touches what is near', () => {
  expect(withNear({ start: 0, end: 40 }, { start: 32, end: 72 })).toEqual({ start: 0, end: 72 })
  expect(withNear({ start: 400, end: 440 }, { start: 360, end: 400 })).toEqual({ start: 360, end: 440 })
  expect(withNear({ start: 0, end: 40 }, { start: 48, end: 88 })).toEqual({ start: 48, end: 88 })
})

it('drops the far end beyond 256 rows', () => {
  expect(withNear({ start: 0, end: 256 }, { start: 224, end: 264 })).toEqual({ start: 8, end: 264 })
  expect(withNear({ start: 100, end: 356 }, { start: 92, end: 132 })).toEqual({ start: 92, end: 348 })
})

it('is never less than what is near', () => {
  expect(withNear({ start: 0, end: 40 }, { start: 0, end: 400 })).toEqual({ start: 0, end: 400 })
})

it('grows by a block where less is drawn, within the list and up to 256 rows', () => {
  expect(withMore({ start: 0, end: 40 }, { start: 0, end: 40 }, 1_000)).toEqual({ start: 0, end: 48 })
  expect(withMore({ start: 80, end: 136 }, { start: 80, end: 120 }, 1_000)).toEqual({ start: 72, end: 136 })
  expect(withMore({ start: 80, end: 120 }, { start: 80, end: 120 }, 120)).toEqual({ start: 72, end: 120 })
  expect(withMore({ start: 0, end: 40 }, { start: 0, end: 40 }, 30)).toEqual({ start: 0, end: 40 })
  expect(withMore({ start: 0, end: 256 }, { start: 0, end: 40 }, 1_000)).toEqual({ start: 0, end: 256 })
})
