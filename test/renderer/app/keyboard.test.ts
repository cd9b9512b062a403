/** Key presses as chords, on any keyboard, and a table in which no chord means two things. */
import { beforeAll, expect, it, vi } from 'vitest'
import type * as Command from '../../../src/renderer/app/command.ts'
import type * as Commands from '../../../src/renderer/app/commands.ts'
import type * as Keyboard from '../../../src/renderer/app/keyboard.ts'
import { createSampleBridge } from '../../support/sample-bridge.ts'

let chordOf: typeof Keyboard.chordOf
let commands: typeof Commands.commands
let screenOf: typeof Command.screenOf

beforeAll(async () => {
  vi.stubGlobal('window', { bridge: createSampleBridge(0) })
  ;({ chordOf } = await import('../../../src/renderer/app/keyboard.ts'))
  ;({ screenOf } = await import('../../../src/renderer/app/command.ts'))
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

it.each(['deliveries', 'endpoints', 'log', 'receiver', 'settings'])(
  'has one command for each chord on the screen of the %s',
  (screen) => {
    const there = commands.filter((command) => [null, screen].includes(screenOf(command)))
    const chords = there.flatMap((command) => command.chords)
    expect(chords).toEqual([...new Set(chords)])
  },
)

it('has a command for everything that a delivery can be told to do', () => {
  const labels = commands
    .filter((command) => command.group === 'Selected deliveries')
    .map(({ label }) => label)
  expect(labels).toEqual([
    'Retry now',
    'Replay as is',
    'Replay with edits',
    'Hold, or release what is held',
    'Hold',
    'Release',
    'Reschedule',
    'Cancel',
    'Copy as cURL',
    'Show its lines of the log',
    'Copy the payload',
    'Delete',
  ])
})

it('shows the key for a new event that works in its host', async () => {
  const { shownChord } = await import('../../../src/renderer/app/commands.ts')
  const compose = commands.find(({ label }) => label === 'New event')
  expect(compose && shownChord(compose)).toBe(window.bridge?.host === 'electron' ? 'Ctrl N' : 'N')
})
