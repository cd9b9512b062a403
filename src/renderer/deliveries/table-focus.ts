/**
 * Brings the focus to the table, so that its keys work: at once where it stands, else as soon as it is drawn, such as after
 * another filter or from another screen. Where it does not come (nothing is found) the focus stays where it is.
 */
import { deliveryList } from '../live/deliveries.ts'

/** The grid's element id. */
export const gridId = 'deliveries-grid'

let isWanted = false

export function focusTable(): void {
  want()
  settle()
}

/** Whether the table has the focus, or is about to. */
export function hasTableFocus(): boolean {
  return isWanted || document.activeElement?.id === gridId
}

/** For what is about to go with whatever in it has the focus: to the table, unless the focus is somewhere by then. */
export function focusTableIfLost(): void {
  // What a narrower or wider pane hides is known to be hidden some frames later.
  let frames = 3
  const look = (): void => {
    frames -= 1
    if (document.activeElement === document.body) focusTable()
    else if (frames > 0) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/** For the table when it is drawn: it takes the focus where that was asked for. The answer is for when it goes. */
export function holdFocus(grid: HTMLElement): () => void {
  settle()
  // Drawn anew for another filter it has the focus again.
  return () => {
    if (document.activeElement === grid) want()
  }
}

function want(): void {
  isWanted = true
  // What the person does next counts for more than what was asked for before.
  for (const name of ['keydown', 'pointerdown']) window.addEventListener(name, giveUp, true)
}

function settle(): void {
  if (!focusGrid()) return
  // A dialog that closes takes the focus back once more: this is later, and before anything is drawn.
  requestAnimationFrame(() => {
    focusGrid()
    isWanted = false
  })
}

function focusGrid(): boolean {
  const grid = document.getElementById(gridId)
  // While another filter's answer is under way the table that stands there is about to go.
  if (!isWanted || !grid || !deliveryList.getState().loaded) return false
  grid.focus({ preventScroll: true })
  return true
}

/** Keys of the table work without it, so they change nothing. */
function giveUp(event: Event): void {
  const goesOn = event instanceof KeyboardEvent && event.key !== 'Tab' && !isText(event.target)
  if (!goesOn) isWanted = false
}

function isText(element: EventTarget | null): boolean {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
}
