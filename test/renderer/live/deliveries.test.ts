/** The list behind the table, over a bridge with rows in memory: what is loaded, followed, counted and fetched again. */
import { beforeEach, expect, it, vi } from 'vitest'
import type * as Deliveries from '../../../src/renderer/live/deliveries.ts'
import { createSampleBridge, type SampleBridge } from '../../support/sample-bridge.ts'
import { storeSays } from '../../support/store-says.ts'

let bridge: SampleBridge
let list: typeof Deliveries

beforeEach(async () => {
  bridge = createSampleBridge(1_000)
  // The modules of the window hold its state, so each test gets new ones around its own bridge.
  vi.stubGlobal('window', { bridge })
  vi.resetModules()
  list = await import('../../../src/renderer/live/deliveries.ts')
  bridge.subscribe((batch) => list.takeEvents(batch.events))
  list.refreshList()
  await until(() => list.deliveryList.getState().loaded)
  return () => vi.unstubAllGlobals()
})

const until = (question: () => boolean): Promise<void> => storeSays(list.deliveryList, question)

const newest = (): string | undefined => bridge.rows.at(-1)?.id
const state = () => list.deliveryList.getState()

it('loads the top first and the rest when it comes into view', async () => {
  expect([state().total, list.rowAt(0)?.id]).toEqual([1_000, newest()])
  expect(list.rowAt(500)).toBeUndefined()
  list.setView(490, 520, false)
  await until(() => list.rowAt(519) !== undefined)
  expect(list.rowAt(500)?.seq).toBe(500)
})

it('asks for a page once while it is under way', async () => {
  const before = bridge.calls.length
  list.setView(490, 495, false)
  list.setView(491, 496, false)
  await until(() => list.rowAt(495) !== undefined)
  expect(bridge.calls.length - before).toBe(1)
})

it('shows new deliveries at the top at once', () => {
  list.setView(0, 30, true)
  const [row] = bridge.accept(1)
  expect([state().total, list.rowAt(0)?.id]).toEqual([1_001, row?.id])
})

it('counts them while scrolled, moves nothing, and takes them in on demand', async () => {
  list.setView(490, 520, false)
  await until(() => list.rowAt(500) !== undefined)
  bridge.accept(14)
  expect([state().newer, state().total, list.rowAt(500)?.seq]).toEqual([14, 1_000, 500])
  list.showNewest()
  await until(() => state().newer === 0)
  expect([state().total, list.rowAt(0)?.id]).toEqual([1_014, newest()])
})

it('takes them in when the table is scrolled back to its top', async () => {
  list.setView(490, 520, false)
  bridge.accept(3)
  list.setView(0, 30, true)
  await until(() => state().newer === 0)
  expect(state().total).toBe(1_003)
})

it('fetches again what it shows after a flood', async () => {
  const index = bridge.rows.length - 1
  const last = bridge.rows[index]
  if (!last) throw new Error('The sample has no rows.')
  bridge.rows[index] = { ...last, state: 'canceled', updatedAt: last.updatedAt + 1 }
  bridge.publish([{ name: 'deliveries.flooded', changed: 9_999 }])
  await until(() => list.rowAt(0)?.state === 'canceled')
  expect(state().total).toBe(1_000)
})

it('closes the gap that deletions leave', async () => {
  bridge.remove(bridge.rows.slice(-3).map((row) => row.id))
  await until(() => state().total === 997)
  expect(list.rowAt(0)?.id).toBe(newest())
})

it('lets rows go that leave a filter by state', async () => {
  list.setFilter({ states: ['queued'] })
  await until(() => state().loaded)
  const before = state().total
  bridge.change(list.rowAt(0)?.id ?? '', { state: 'delivered' })
  await until(() => state().total === before - 1)
  expect(list.rowAt(0)?.state).toBe('queued')
})

it('drops the answer to a filter that is no longer wanted', async () => {
  list.setFilter({ states: ['failed'] })
  list.setFilter({ states: ['queued'] })
  await until(() => state().loaded)
  expect(list.rowAt(0)?.state).toBe('queued')
})

it('shows why the list could not be loaded, and recovers', async () => {
  bridge.failWith = { code: 'internal', message: 'Something broke.' }
  list.setFilter({ states: ['failed'] })
  await until(() => state().failure !== null)
  expect(state().failure?.message).toBe('Something broke.')
  bridge.failWith = null
  list.refreshList()
  await until(() => state().failure === null)
  expect(state().loaded).toBe(true)
})

it('names all that a filter finds, as far as is asked for', async () => {
  expect(await list.listRows(10_000)).toEqual([...bridge.rows].reverse())
  expect(await list.listRows(700)).toHaveLength(700)
})

it('loads a row far away by its position', async () => {
  expect((await list.rowWhenLoaded(999))?.seq).toBe(1)
  expect(await list.rowWhenLoaded(1_000)).toBeUndefined()
})

it('finds a row that is asked for while the list is fetched anew (a lost End key)', async () => {
  const { invoke } = bridge
  const fetching = new Promise<void>((resolve) => {
    bridge.invoke = (name, input) => {
      resolve()
      return invoke(name, input)
    }
  })
  list.refreshList()
  await fetching
  expect((await list.rowWhenLoaded(900))?.seq).toBe(100)
})
