/** What stays selected when selected deliveries leave the table, and what is offered for them then. */
import { beforeEach, expect, it, vi } from 'vitest'
import type * as Actions from '../../../src/renderer/deliveries/actions.ts'
import type * as Offered from '../../../src/renderer/deliveries/selected-actions.tsx'
import type * as Selection from '../../../src/renderer/deliveries/selection.ts'
import type * as Deliveries from '../../../src/renderer/live/deliveries.ts'
import type * as Watched from '../../../src/renderer/live/watched.ts'
import { createSampleBridge, type SampleBridge } from '../../support/sample-bridge.ts'
import { storeSays } from '../../support/store-says.ts'

let bridge: SampleBridge
let list: typeof Deliveries
let selection: typeof Selection
let actions: typeof Actions
let watched: typeof Watched
let selectedActions: typeof Offered.selectedActions

beforeEach(async () => {
  bridge = createSampleBridge(300)
  vi.stubGlobal('window', { bridge })
  vi.resetModules()
  list = await import('../../../src/renderer/live/deliveries.ts')
  watched = await import('../../../src/renderer/live/watched.ts')
  selection = await import('../../../src/renderer/deliveries/selection.ts')
  actions = await import('../../../src/renderer/deliveries/actions.ts')
  ;({ selectedActions } = await import('../../../src/renderer/deliveries/selected-actions.tsx'))
  bridge.subscribe(({ events }) => {
    watched.noteWatchedEvents(events)
    list.takeEvents(events)
  })
  list.setFilter({ states: ['retrying'] })
  await until(() => list.deliveryList.getState().loaded)
  return () => vi.unstubAllGlobals()
})

const until = (question: () => boolean): Promise<void> => storeSays(list.deliveryList, question)

const total = (): number => list.deliveryList.getState().total
const chosen = (): string[] => selection.targets()
const offered = (): string[] => selectedActions(chosen()).map(({ label }) => label)
const topIds = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => list.rowAt(index)?.id ?? 'not loaded')

it('lets go of all that was held out of the table, and offers nothing for them', async () => {
  await actions.selectAll(total())
  expect(chosen().length).toBe(total())
  await actions.hold(chosen())
  expect(chosen()).toEqual([])
  await until(() => total() === 0)
})

it('goes to the next row when the chosen ones were canceled out of the table', async () => {
  const [first = '', second = '', third = ''] = topIds(3)
  selection.selectOne(first)
  selection.extendTo(second)
  await actions.cancel([first, second])
  expect(chosen()).toEqual([third])
  expect(selection.selection.getState().cursor).toBe(third)
})

it('keeps an open delivery that was canceled out of the table', async () => {
  const [first = ''] = topIds(1)
  selection.selectOne(first, true)
  await actions.cancel([first])
  expect(selection.selection.getState()).toMatchObject({ cursor: first, open: true })
})

it('keeps what left by itself, says how many, and offers what can be done with their states', async () => {
  const ids = topIds(2)
  const before = total()
  selection.selectMany(ids)
  for (const id of ids) bridge.change(id, { state: 'delivered', nextAttemptAt: null })
  await until(() => total() === before - 2)
  expect(chosen()).toEqual(ids)
  expect(watched.hiddenCount()).toBe(2)
  expect(offered()).toEqual(['Replay…', 'Delete…', 'Export…'])
})

it('knows that one that left has come back', async () => {
  const ids = topIds(2)
  selection.selectMany(ids)
  const [first = ''] = ids
  bridge.change(first, { state: 'sending' })
  expect(watched.hiddenCount()).toBe(1)
  bridge.change(first, { state: 'retrying' })
  expect(watched.hiddenCount()).toBe(0)
})

it('knows the states of all that were selected at once, those that are not loaded too', async () => {
  list.setFilter({ states: ['delivered'] })
  await until(() => list.deliveryList.getState().loaded)
  expect(list.rowAt(total() - 1)).toBeUndefined()
  await actions.selectAll(total())
  expect(offered()).toEqual(['Replay…', 'Delete…', 'Export…'])
})

it('takes out of the selection what was deleted', () => {
  const [first = '', second = '', third = ''] = topIds(3)
  selection.selectMany([first, second, third])
  bridge.remove([second])
  expect(chosen()).toEqual([first, third])
})

it('offers everything again where a flood may have changed what is not in the list', async () => {
  const ids = topIds(2)
  selection.selectMany(ids)
  for (const id of ids) bridge.change(id, { state: 'queued' })
  await until(() => list.rowOf(ids[0] ?? '') === undefined && list.rowOf(ids[1] ?? '') === undefined)
  expect(offered()).not.toContain('Release')
  bridge.publish([{ name: 'deliveries.flooded', changed: 9_999 }])
  expect(offered()).toContain('Release')
})
