/** Placeholders in the payload editor: marked where they stand, and offered behind two opening braces. */
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete'
import type { Extension } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  EditorView,
  MatchDecorator,
  tooltips,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view'
import { placeholderKinds } from '../../shared/placeholder-kinds.ts'

const mark = Decoration.mark({ class: 'rounded-sm bg-selected text-accent' })

const marker = new MatchDecorator({ regexp: /\{\{\{\{|\{\{[^{}\n]{1,200}\}\}/g, decoration: () => mark })

const marks = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet
    constructor(view: EditorView) {
      this.decorations = marker.createDeco(view)
    }
    update(update: ViewUpdate): void {
      this.decorations = marker.updateDeco(update, this.decorations)
    }
  },
  { decorations: (plugin) => plugin.decorations },
)

const options: Completion[] = Object.values(placeholderKinds).map(({ example, meaning }) => ({
  label: example,
  detail: meaning,
  apply(...[view, , from, to]: [EditorView, Completion, number, number]) {
    const closing = view.state.sliceDoc(to, to + 2) === '}}' ? '' : '}}'
    const end = from + example.length + 2
    view.dispatch({ changes: { from, to, insert: example + closing }, selection: { anchor: end } })
  },
}))

function complete(context: CompletionContext): CompletionResult | null {
  const before = context.matchBefore(/(?<!\{)\{\{\s*[a-z0-9. ]*/)
  if (!before) return null
  const from = before.from + (/^\{\{\s*/.exec(before.text)?.[0].length ?? 2)
  return { from, options, validFor: /^[a-z0-9. ]*$/ }
}

/** `parent`: what the list of names is drawn in, so that the editor's edge does not cut it off. */
export function placeholderExtension(parent: HTMLElement): Extension {
  return [
    marks,
    autocompletion({ override: [complete], icons: false }),
    look,
    tooltips({ position: 'absolute', parent }),
  ]
}

const look = EditorView.theme({
  '.cm-tooltip.cm-tooltip-autocomplete': {
    border: 'none',
    borderRadius: '6px',
    backgroundColor: 'var(--color-raised)',
    boxShadow: 'var(--shadow-float)',
    padding: '4px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--font-mono)',
    maxHeight: '14em',
    maxWidth: '600px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    padding: '4px 8px',
    borderRadius: '4px',
    color: 'var(--color-fg)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--color-press)',
    color: 'var(--color-fg)',
  },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  '.cm-completionDetail': {
    fontFamily: 'var(--font-sans)',
    fontStyle: 'normal',
    color: 'var(--color-muted)',
    marginLeft: '12px',
  },
})
