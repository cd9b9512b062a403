/** A saved view shows again what was kept, with a time that is counted from its opening on. */
import { beforeEach, expect, it, vi } from 'vitest'
import { newestFirst } from '../../../src/shared/filter.ts'
import type { View } from '../../../src/shared/view.ts'
import { createSampleBridge } from '../../support/sample-bridge.ts'

const view: View = {
  id: 'v1',
  name: 'Lately failed',
  look: {
    filter: { states: ['failed'], acceptedFrom: 1_000 },
    acceptedWithinMs: 900_000,
    sort: { by: 'took', descending: true },
    columns: { hidden: ['target', 'unknown'], widths: { category: 240 } },
  },
}

beforeEach(() => {
  vi.stubGlobal('window', { bridge: createSampleBridge(10) })
  vi.resetModules()
  return () => vi.unstubAllGlobals()
})

it('is shown, and known as what is shown until that changes', async () => {
  const { currentLook, isShown, openView } = await import('../../../src/renderer/views/view-actions.ts')
  const { deliveryList, setSort } = await import('../../../src/renderer/live/deliveries.ts')
  const { columnChoice } = await import('../../../src/renderer/deliveries/table-look.ts')
  expect(isShown(view, currentLook())).toBe(false)
  const before = Date.now()
  openView(view)
  const { filter, sort } = deliveryList.getState()
  expect(filter).toMatchObject({ states: ['failed'] })
  expect(filter.acceptedFrom).toBeGreaterThanOrEqual(before - 900_000)
  expect(sort).toEqual(view.look.sort)
  expect(columnChoice.getState()).toEqual({ hidden: ['target'], widths: { category: 240 } })
  expect(isShown(view, currentLook())).toBe(true)
  setSort(newestFirst)
  expect(isShown(view, currentLook())).toBe(false)
})

it('keeps a time that stands still as it is', async () => {
  const { currentLook, isShown, openView } = await import('../../../src/renderer/views/view-actions.ts')
  const still = { ...view, look: { ...view.look, acceptedWithinMs: null } }
  openView(still)
  expect(currentLook()).toMatchObject({ filter: { acceptedFrom: 1_000 }, acceptedWithinMs: null })
  expect(isShown(still, currentLook())).toBe(true)
  expect(isShown(view, currentLook())).toBe(false)
})
