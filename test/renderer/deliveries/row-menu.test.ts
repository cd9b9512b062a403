/** What a row's menu calls its items: an ellipsis where something is asked first. */
import { beforeAll, expect, it, vi } from 'vitest'
import type * as Menu from '../../../src/renderer/deliveries/row-menu.tsx'
import { createSampleBridge, type SampleBridge } from '../../support/sample-bridge.ts'

let bridge: SampleBridge
let rowMenu: typeof Menu.rowMenu

beforeAll(async () => {
  bridge = createSampleBridge(3)
  vi.stubGlobal('window', { bridge })
  ;({ rowMenu } = await import('../../../src/renderer/deliveries/row-menu.tsx'))
  return () => vi.unstubAllGlobals()
})

function labelsFor(count: number): string[] {
  const [row] = bridge.rows
  if (!row) throw new Error('The sample has no rows.')
  const ids = bridge.rows.slice(0, count).map(({ id }) => id)
  return rowMenu(row, ids).flatMap((item) => (item === 'separator' ? [] : [item.label]))
}

it('replays one at once, or with edits', () => {
  expect(labelsFor(1).filter((label) => label.startsWith('Replay'))).toEqual(['Replay', 'Replay with edits…'])
})

it('asks before it replays several', () => {
  expect(labelsFor(3).filter((label) => label.startsWith('Replay'))).toEqual(['Replay…'])
})
