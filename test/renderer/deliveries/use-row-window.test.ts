import { expect, it } from 'vitest'
import { spanOf } from '../../../src/renderer/deliveries/use-row-window.ts'

it('whole blocks of eight rows around what is in sight, and one more on each side', () => {
  expect(spanOf(100.5, 120.2)).toEqual({ start: 88, end: 136 })
})

it('does not move while the scroll stays within a block', () => {
  expect(spanOf(96, 117)).toEqual(spanOf(103.9, 119.5))
})

it('begins at the first row', () => {
  expect(spanOf(0, 20)).toEqual({ start: 0, end: 32 })
})
