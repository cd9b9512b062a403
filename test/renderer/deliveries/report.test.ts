/** What is said after something was done to deliveries: to how many, why not to the others, and the way back. */
import { beforeAll, expect, it, vi } from 'vitest'
import type * as Actions from '../../../src/renderer/deliveries/actions.ts'
import { createSampleBridge } from '../../support/sample-bridge.ts'

let reportOf: typeof Actions.reportOf

beforeAll(async () => {
  vi.stubGlobal('window', { bridge: createSampleBridge(0) })
  ;({ reportOf } = await import('../../../src/renderer/deliveries/actions.ts'))
  return () => vi.unstubAllGlobals()
})

const refusedOf = (...ids: string[]) =>
  ids.map((id) => ({ id, code: 'delivery_final', message: `${id} is delivered.` }))

it('gives the reason of the first where none could be done (a refusal without a reason)', () => {
  const answer = { changed: [], refused: refusedOf('a', 'b', 'c'), job: null }
  expect(reportOf(answer, { done: 'canceled' })).toEqual({
    kind: 'error',
    title: 'Not canceled',
    detail: 'None of the 3 can be canceled: a is delivered.',
  })
})

it('says how many were done, and why the others were not', () => {
  const answer = { changed: ['d'], refused: refusedOf('a', 'b'), job: null }
  expect(reportOf(answer, { done: 'on the way again', verb: 'retried' })).toEqual({
    title: '1 delivery on the way again',
    detail: '2 deliveries not: a is delivered.',
  })
})

it('takes back exactly those that were changed', () => {
  const run = vi.fn()
  const answer = { changed: ['d', 'e'], refused: refusedOf('a'), job: null }
  reportOf(answer, { done: 'held', undo: { label: 'Release', run } })?.action?.run()
  expect(run).toHaveBeenCalledExactlyOnceWith(['d', 'e'])
})
