/**
 * The payload editor's set-up. It must never change a byte by itself: only `\n` separates lines, so that a typed or
 * pasted `\r` stays where it is, and nothing closes brackets, trims or reformats. Tab leaves the editor, as in a form.
 */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import { bracketMatching, foldGutter, foldKeymap, indentUnit, type MatchResult } from '@codemirror/language'
import { search, searchKeymap } from '@codemirror/search'
import { Compartment, EditorState, type Extension, type Range } from '@codemirror/state'
import {
  Decoration,
  drawSelection,
  EditorView,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  type ViewUpdate,
} from '@codemirror/view'
import { codeTheme } from '../ui/code-theme.ts'
import { placeholderExtension } from './placeholder-extension.ts'

export type EditorLanguage = 'json' | 'text'

/** A longer document is not wrapped: a single line of 5 MB takes seconds to wrap and a frame to cut off. */
const wrappedUpTo = 500_000

const language = new Compartment()
const wrapping = new Compartment()
const placeholders = new Compartment()

export interface EditorOptions {
  doc: string
  language: EditorLanguage
  /** The accessible name. */
  label: string
  onUpdate: (update: ViewUpdate) => void
}

export function createEditorState(options: EditorOptions): EditorState {
  return EditorState.create({
    doc: options.doc,
    extensions: [
      exactText,
      EditorView.contentAttributes.of({ 'aria-label': options.label }),
      EditorView.updateListener.of(options.onUpdate),
      lineNumbers(),
      typeOverSelection,
      history(),
      drawSelection(),
      highlightSpecialChars({ render: specialCharacter }),
      bracketMatching({ renderMatch: markPair }),
      indentUnit.of('  '),
      search({ top: true }),
      keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, ...foldKeymap]),
      language.of(languageOf(options.language)),
      wrapping.of(wrappingOf(options.doc.length)),
      placeholders.of([]),
      codeTheme(),
    ],
  })
}

/**
 * Chromium, left to itself, keeps the look of the text that is typed over in a style attribute, which the page's
 * Content-Security-Policy refuses and reports. So a selection is replaced here before the browser does it.
 */
const typeOverSelection = EditorView.domEventHandlers({
  beforeinput(event, view) {
    if (event.inputType !== 'insertText' || event.data === null || event.isComposing) return false
    if (view.state.selection.main.empty) return false
    event.preventDefault()
    view.dispatch(view.state.replaceSelection(event.data), { userEvent: 'input.type', scrollIntoView: true })
    return true
  },
})

/** Characters that have no picture of their own. A carriage return is common and meant, so it is shown quietly. */
function specialCharacter(code: number, description: string | null, picture: string): HTMLElement {
  const shown = document.createElement('span')
  const isReturn = code === 13
  shown.className = isReturn ? 'text-faint' : 'text-bad'
  shown.textContent = isReturn ? '\u21b5' : picture
  shown.title = description ?? ''
  shown.setAttribute('aria-label', description ?? '')
  return shown
}

/** Without this every `\r\n` and `\r` would silently become `\n`. */
export const exactText: Extension = EditorState.lineSeparator.of('\n')

/** The document as it was typed or pasted. */
export function textOf(state: EditorState): string {
  return state.sliceDoc()
}

export function setLanguage(view: EditorView, next: EditorLanguage): void {
  view.dispatch({ effects: language.reconfigure(languageOf(next)) })
}

/** Marks and offers placeholders; answers with the way to leave braces alone again. */
export function offerPlaceholders(view: EditorView): () => void {
  // In the dialog around it, of no size: what floats in the editor itself would be cut off at its edge.
  const place = document.createElement('div')
  place.className = 'absolute top-0 left-0 z-50 size-0'
  const dialog = view.dom.closest('[role="dialog"]') ?? document.body
  dialog.append(place)
  view.dispatch({ effects: placeholders.reconfigure(placeholderExtension(place)) })
  return () => {
    // One that is gone keeps them: the library may still look for its list after the last key.
    if (view.dom.isConnected) view.dispatch({ effects: placeholders.reconfigure([]) })
    place.remove()
  }
}

/** Puts another text in the place of the whole document; the undo history goes on. */
export function replaceText(view: EditorView, text: string): void {
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert: view.state.toText(text) },
    effects: wrapping.reconfigure(wrappingOf(text.length)),
  })
}

/** To be called after every change: switches wrapping off and on as the size crosses its limit. */
export function adjustWrapping(update: ViewUpdate): void {
  const before = update.startState.doc.length > wrappedUpTo
  const after = update.state.doc.length > wrappedUpTo
  if (before === after) return
  const effects = wrapping.reconfigure(wrappingOf(update.state.doc.length))
  // A view takes no new transaction while it is updating.
  queueMicrotask(() => update.view.dispatch({ effects }))
}

const pairMark = Decoration.mark({ class: 'cm-matchingBracket' })

/** Only pairs: in a large document the partner is not looked for far enough to say that there is none. */
function markPair({ start, end, matched }: MatchResult): Range<Decoration>[] {
  return matched && end ? [pairMark.range(start.from, start.to), pairMark.range(end.from, end.to)] : []
}

function languageOf(name: EditorLanguage): Extension {
  return name === 'json' ? [json(), foldGutter()] : []
}

function wrappingOf(length: number): Extension {
  return length > wrappedUpTo ? [] : EditorView.lineWrapping
}
