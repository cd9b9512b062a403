/** What is told to have room has it; what may not have it is cut by the browser. */
import { expect, it } from 'vitest'
import { surelyFits } from '../../../src/renderer/deliveries/text-room.ts'

it('counts by what letters are wide', () => {
  expect(surelyFits('order.created', { widthPx: 120, typePx: 13 })).toBe(true)
  expect(surelyFits('order.created', { widthPx: 110, typePx: 13 })).toBe(false)
  expect(surelyFits('WWWWWWWWWW', { widthPx: 120, typePx: 13 })).toBe(false)
  expect(surelyFits('注文の作成が完了', { widthPx: 120, typePx: 13 })).toBe(false)
})

it('counts every letter of a monospaced text alike', () => {
  const room = { widthPx: 75, typePx: 12, isMono: true }
  expect(surelyFits('WWWWWWWWWW', room)).toBe(true)
  expect(surelyFits('iiiiiiiiiii', room)).toBe(false)
})

it('an empty one fits anywhere', () => {
  expect(surelyFits('', { widthPx: 0, typePx: 13 })).toBe(true)
})
