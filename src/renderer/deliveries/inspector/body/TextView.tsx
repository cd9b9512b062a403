/**
 * Read-only text: selectable, with line numbers, coloured and foldable where it is JSON. Only what is on the screen is
 * drawn. What is copied out of it is the text itself, without the cuts of lines that are too long.
 */
import { json } from '@codemirror/lang-json'
import { foldGutter } from '@codemirror/language'
import { Compartment, EditorState, type Extension } from '@codemirror/state'
import { EditorView, keymap, lineNumbers } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { codeTheme } from '../../../ui/code-theme.ts'
import { type DisplayText, lineNumber, sourceOffset, sourceSlice } from './display-text.ts'
import { jsonMarks } from './json-marks.ts'
import { matchMarks, type Matches, noMatches, showMatches } from './match-marks.ts'

interface TextViewProps {
  display: DisplayText
  /** The accessible name, such as "Request body". */
  label: string
  language: 'json' | 'text'
  wraps: boolean
  matches: Matches
}

const wrapping = new Compartment()

export function TextView({ display, label, language, wraps, matches }: TextViewProps) {
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView>(null)
  const first = useRef({ wraps, matches })

  useEffect(() => {
    if (!host.current) return
    const view = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: display.doc,
        extensions: [
          extensionsFor(display, { label, language }),
          wrapping.of(wrapsWhen(first.current.wraps)),
        ],
      }),
    })
    editor.current = view
    if (first.current.matches !== noMatches) showMatches(view, first.current.matches)
    return () => {
      editor.current = null
      view.destroy()
    }
  }, [display, label, language])

  useEffect(() => {
    first.current = { wraps, matches }
  })
  useEffect(() => {
    editor.current?.dispatch({ effects: wrapping.reconfigure(wrapsWhen(wraps)) })
  }, [wraps])
  useEffect(() => {
    if (editor.current) showMatches(editor.current, matches)
  }, [matches])

  return <div ref={host} className="min-h-0 flex-1 overflow-hidden bg-sunken select-text" />
}

function wrapsWhen(wraps: boolean): Extension {
  return wraps ? EditorView.lineWrapping : []
}

function extensionsFor(
  display: DisplayText,
  { label, language }: Pick<TextViewProps, 'label' | 'language'>,
): Extension {
  return [
    EditorState.readOnly.of(true),
    EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
    EditorView.editable.of(false),
    lineNumbers({ formatNumber: (line) => String(lineNumber(display, line) ?? '') }),
    keymap.of([{ key: 'Mod-a', run: selectAll }]),
    EditorView.domEventHandlers({ copy: (event, view) => copySelection(event, view, display) }),
    matchMarks,
    language === 'json' ? jsonColors(display) : [],
    codeTheme(),
  ]
}

/** Reading a document of megabytes takes the parser steps of 100 ms; those are coloured by what is in sight. */
const parsedUpTo = 1_000_000

function jsonColors({ doc }: DisplayText): Extension {
  return doc.length > parsedUpTo ? jsonMarks : [json(), foldGutter()]
}

function selectAll(view: EditorView): boolean {
  view.dispatch({ selection: { anchor: 0, head: view.state.doc.length } })
  return true
}

function copySelection(event: ClipboardEvent, { state }: EditorView, display: DisplayText): boolean {
  const { from, to, empty } = state.selection.main
  if (empty || !event.clipboardData) return false
  const text = sourceSlice(display, sourceOffset(display, from), sourceOffset(display, to))
  event.clipboardData.setData('text/plain', text)
  event.preventDefault()
  return true
}
