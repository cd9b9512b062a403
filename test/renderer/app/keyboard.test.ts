/** Key presses as chords, on any keyboard, and a table in which no chord means two things. */
import { beforeAll, expect, it, vi } from 'vitest'
import type * as Commands from '../../../src/renderer/app/commands.ts'
import type * as Keyboard from '../../../src/renderer/app/keyboard.ts'
import { createSampleBridge } from '../../support/sample-bridge.ts'

let chordOf: typeof Keyboard.chordOf
let commands: typeof Commands.commands

beforeAll(async () => {
  vi.stubGlobal('window', { bridge: createSampleBridge(0) })
  ;({ chordOf } = await import('../../../src/renderer/app/keyboard.ts'))
  ;({ commands } = await import('../../../src/renderer/app/commands.ts'))
  return () => vi.unstubAllGlobals()
})

const press = (key: string, held: Partial<KeyboardEvent> = {}) => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...held,
})

it.each([
  [press('r'), 'R'],
  [press('R', { shiftKey: true }), 'Shift R'],
  [press('n', { ctrlKey: true }), 'Ctrl N'],
  [press('k', { metaKey: true }), 'Ctrl K'],
  [press('?', { shiftKey: true }), '?'],
  [press('/'), '/'],
  [press('Escape'), 'Esc'],
  [press('Delete'), 'Delete'],
  [press('ArrowDown', { shiftKey: true }), 'Shift ArrowDown'],
  [press(' '), 'Space'],
  // A Russian keyboard: the key at the place of J.
  [press('о', { code: 'KeyJ' }), 'J'],
])('%o is %s', (event, chord) => {
  expect(chordOf(event)).toBe(chord)
})

it('has one command for each chord', () => {
  const chords = commands.flatMap((command) => command.chords)
  expect(chords).toEqual([...new Set(chords)])
})

it('has a key for everything that a delivery can be told to do', () => {
  const labels = commands
    .filter((command) => command.group === 'Selected deliveries')
    .map(({ label }) => label)
  expect(labels).toEqual([
    'Retry now',
    'Replay as is',
    'Replay with edits',
    'Cancel',
    'Copy as cURL',
    'Copy the payload',
    'Delete',
  ])
})
