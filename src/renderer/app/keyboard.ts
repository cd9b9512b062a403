/**
 * Turns key presses into commands. While something is typed, only chords with Ctrl count; while a dialog or a menu is
 * open, none does, because those have keys of their own.
 */
import { deliveryList } from '../live/deliveries.ts'
import { type Command, screenOf } from './command.ts'
import { commands } from './commands.ts'
import { navigation } from './navigation.ts'

/** A chord of two letters, such as `G D`, has to be finished within this time. */
const sequenceMs = 1_000

let started: { key: string; at: number } | null = null

/** `Ctrl N`, `Shift R`, `?`, `Esc`: how the table writes it. */
export function chordOf(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey'>,
): string {
  const names: Record<string, string> = { Escape: 'Esc', ' ': 'Space' }
  // On a keyboard with other letters the key's place counts.
  const letter = /^[a-z]$/i.test(event.key)
    ? event.key.toUpperCase()
    : event.key.length === 1 && event.key > '\u007f' && /^Key[A-Z]$/.test(event.code)
      ? event.code.slice(3)
      : null
  const key = letter ?? names[event.key] ?? event.key
  const shift = event.shiftKey && (letter !== null || event.key.length > 1) ? 'Shift ' : ''
  return `${event.ctrlKey || event.metaKey ? 'Ctrl ' : ''}${shift}${key}`
}

export function listenToKeys(target: Window): void {
  target.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.altKey || event.isComposing) return
    const command = find(event)
    if (!command) return
    event.preventDefault()
    command.run()
  })
}

function find(event: KeyboardEvent): Command | undefined {
  if (navigation.getState().overlay) return undefined
  const element = event.target instanceof Element ? event.target : null
  // The lists of a screen are no menus: the screen's keys work in them.
  if (element?.closest('[role="menu"], [role="listbox"]:not([data-screen]), [role="dialog"]'))
    return undefined
  const chord = chordOf(event)
  if (isTyping(element)) {
    // Escape gives the keys back to the table.
    if (chord === 'Esc' && element instanceof HTMLElement) element.blur()
    return chord.startsWith('Ctrl ') && chord !== 'Ctrl A' ? byChord(chord) : undefined
  }
  // These belong to the button, tab or list that has the focus.
  if (isControl(element) && /^(Enter|Space|Arrow|Shift Arrow)/.test(chord)) return undefined
  const sequence = started && performance.now() - started.at < sequenceMs ? `${started.key} ${chord}` : chord
  started = { key: chord, at: performance.now() }
  return byChord(sequence) ?? byChord(chord)
}

/** The screen's own command first; the ways to the deliveries and their filter work from every screen. */
function byChord(chord: string): Command | undefined {
  const { screen } = navigation.getState()
  const isThere = screen !== 'deliveries' || deliveryList.getState().loaded
  const having = commands.filter((command) => command.chords.includes(chord))
  return (
    having.find((command) => isThere && screenOf(command) === screen) ??
    having.find((command) => screenOf(command) === null || /^(?:Esc|\/|Ctrl F)$/.test(chord))
  )
}

/** Whether keys and pasted texts belong to this element. */
export function isTyping(element: EventTarget | null): boolean {
  return (
    element instanceof HTMLElement &&
    (element.isContentEditable || element.matches('input, textarea, select'))
  )
}

function isControl(element: Element | null): boolean {
  const controls = 'button, a, [role="tab"], [role="separator"], [role="switch"], [tabindex="0"]'
  return Boolean(element?.closest(controls))
}
