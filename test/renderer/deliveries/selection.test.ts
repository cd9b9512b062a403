/** Which deliveries an action is for: ranges, single ones, and never what the person does not see. */
import { beforeEach, expect, it, vi } from 'vitest'
import type * as Selection from '../../../src/renderer/deliveries/selection.ts'
import type * as Deliveries from '../../../src/renderer/live/deliveries.ts'
import { createSampleBridge } from '../../support/sample-bridge.ts'

let list: typeof Deliveries
let selection: typeof Selection

beforeEach(async () => {
  vi.stubGlobal('window', { bridge: createSampleBridge(300) })
  vi.resetModules()
  list = await import('../../../src/renderer/live/deliveries.ts')
  selection = await import('../../../src/renderer/deliveries/selection.ts')
  list.refreshList()
  await vi.waitUntil(() => list.deliveryList.getState().loaded)
  return () => vi.unstubAllGlobals()
})

const idAt = (index: number): string => list.rowAt(index)?.id ?? 'not loaded'
const idsAt = (...indexes: number[]): string[] => indexes.map(idAt)

it('extends from where it began, in both directions', () => {
  selection.selectOne(idAt(5))
  selection.extendTo(idAt(7))
  expect(selection.targets()).toEqual(idsAt(5, 6, 7))
  selection.extendTo(idAt(4))
  expect(selection.targets()).toEqual(idsAt(4, 5))
})

it('takes single ones in and out', () => {
  selection.selectOne(idAt(1))
  selection.toggleOne(idAt(3))
  selection.toggleOne(idAt(1))
  expect(selection.targets()).toEqual([idAt(3)])
})

it('moves to a row that is not loaded yet', async () => {
  await selection.moveTo(299, false)
  expect(selection.selection.getState().cursor).toBe(idAt(299))
})

it('goes to the next row below when the chosen ones are deleted, above at the end', async () => {
  selection.selectOne(idAt(4))
  selection.extendTo(idAt(6))
  expect(selection.neighbourOf(selection.targets())).toBe(idAt(7))
  await selection.moveTo(299, false)
  expect(selection.neighbourOf(selection.targets())).toBe(idAt(298))
})

it('lets go of what another filter hides, but for the delivery that is open', () => {
  selection.selectOne(idAt(1))
  selection.extendTo(idAt(9))
  list.setFilter({ states: ['failed'] })
  expect(selection.targets()).toEqual([])
})

it('keeps the open delivery when the filter changes', () => {
  const id = idAt(2)
  selection.selectOne(id, true)
  selection.toggleOne(idAt(8))
  selection.toggleOne(idAt(8))
  list.setFilter({ states: ['failed'] })
  expect(selection.selection.getState()).toMatchObject({ open: true })
  expect(selection.targets()).toHaveLength(1)
})
