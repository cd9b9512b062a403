/**
 * The payload editor's set-up. It must never change a byte by itself: only `\n` separates lines, so that a typed or
 * pasted `\r` stays where it is, and nothing closes brackets, trims or reformats. Tab leaves the editor, as in a form.
 */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import { bracketMatching, foldGutter, foldKeymap, indentUnit } from '@codemirror/language'
import { search, searchKeymap } from '@codemirror/search'
import { Compartment, EditorState, type Extension } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  type ViewUpdate,
} from '@codemirror/view'
import { codeTheme } from '../ui/code-theme.ts'

export type EditorLanguage = 'json' | 'text'

/** A longer document is not wrapped: a single line of 5 MB takes seconds to wrap and a frame to cut off. */
const wrappedUpTo = 500_000

const language = new Compartment()
const wrapping = new Compartment()

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
      history(),
      drawSelection(),
      highlightSpecialChars(),
      bracketMatching(),
      indentUnit.of('  '),
      search({ top: true }),
      keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, ...foldKeymap]),
      language.of(languageOf(options.language)),
      wrapping.of(wrappingOf(options.doc.length)),
      codeTheme(),
    ],
  })
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

function languageOf(name: EditorLanguage): Extension {
  return name === 'json' ? [json(), foldGutter()] : []
}

function wrappingOf(length: number): Extension {
  return length > wrappedUpTo ? [] : EditorView.lineWrapping
}
