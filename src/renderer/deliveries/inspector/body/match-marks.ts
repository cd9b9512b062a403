/** What was found, marked in the editor view: of ten thousand matches only those on the screen. */
import { type Extension, RangeSetBuilder, StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view'

export interface Matches {
  /** Ranges of the document, in order. */
  ranges: readonly { from: number; to: number }[]
  /** The index of the one that was gone to; -1 for none. */
  current: number
}

export const noMatches: Matches = { ranges: [], current: -1 }

const set = StateEffect.define<Matches>()

const field = StateField.define<Matches>({
  create: () => noMatches,
  update: (value, { effects }) => effects.find((effect) => effect.is(set))?.value ?? value,
})

const match = Decoration.mark({ class: 'cm-searchMatch' })
const currentMatch = Decoration.mark({ class: 'cm-searchMatch cm-searchMatch-selected' })

const marks = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet
    constructor(view: EditorView) {
      this.decorations = visibleMarks(view)
    }
    update({ view, state, startState, viewportChanged }: ViewUpdate): void {
      if (viewportChanged || state.field(field) !== startState.field(field)) {
        this.decorations = visibleMarks(view)
      }
    }
  },
  { decorations: (plugin) => plugin.decorations },
)

export const matchMarks: Extension = [field, marks]

/** Marks them, and brings the current one into sight. */
export function showMatches(view: EditorView, matches: Matches): void {
  const range = matches.ranges[matches.current]
  const scroll = range ? [EditorView.scrollIntoView(range.from, { y: 'center' })] : []
  view.dispatch({ effects: [set.of(matches), ...scroll] })
}

function visibleMarks({ state, viewport }: EditorView): DecorationSet {
  const { ranges, current } = state.field(field)
  const builder = new RangeSetBuilder<Decoration>()
  let index = firstEndingAfter(ranges, viewport.from)
  for (let range = ranges[index]; range && range.from < viewport.to; range = ranges[(index += 1)]) {
    builder.add(range.from, range.to, index === current ? currentMatch : match)
  }
  return builder.finish()
}

function firstEndingAfter(ranges: Matches['ranges'], position: number): number {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ranges[middle]?.to ?? 0) <= position) low = middle + 1
    else high = middle
  }
  return low
}
