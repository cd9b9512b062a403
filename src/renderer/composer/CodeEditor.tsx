/**
 * The text editor of payloads. It owns the text while it is being typed and tells its owner of every change; a text that
 * comes back different from what was told replaces it. Loaded on demand: see `PayloadEditor`.
 */
import { type Diagnostic, setDiagnostics } from '@codemirror/lint'
import { EditorView } from '@codemirror/view'
import { type RefObject, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react'
import {
  adjustWrapping,
  createEditorState,
  type EditorLanguage,
  offerPlaceholders,
  replaceText,
  setLanguage,
  textOf,
} from './editor-state.ts'

export interface EditorHandle {
  /** The text as it is now, told or not. */
  text(): string
  focus(): void
  /** Moves the cursor to a 0-based offset and shows it. */
  goTo(position: number): void
  /** In the place of the selection; the cursor stands behind it then. */
  insert(text: string): void
}

export interface CodeEditorProps {
  value: string
  onChange: (text: string) => void
  language: EditorLanguage
  label: string
  /** Where the first error stands (0-based offset), and what it says; null when there is none. */
  problem: { position: number; message: string } | null
  handle: RefObject<EditorHandle | null>
  /** Whether placeholders are marked and offered. */
  placeholders: boolean
  autoFocus?: boolean
}

/** The form and the preview follow a quick typist a few times a second, and so leave the time between keys to the keys. */
const toldEveryMs = 150
/** Copying out a text with more characters would be felt at every key, so it is told when typing pauses. */
const toldWhileTyping = 200_000
const pauseMs = 250

export function CodeEditor({
  value,
  onChange,
  language,
  label,
  problem,
  handle,
  placeholders,
  autoFocus,
}: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView>(null)
  const told = useRef(value)
  const tell = useRef(onChange)
  useLayoutEffect(() => {
    tell.current = onChange
  })

  useLayoutEffect(() => {
    if (!host.current) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let toldAt = Number.NEGATIVE_INFINITY
    const report = (): void => {
      clearTimeout(timer)
      timer = undefined
      toldAt = performance.now()
      const text = textOf(view.state)
      // It came from the owner itself.
      if (text === told.current) return
      told.current = text
      tell.current(text)
    }
    const planReport = (length: number): void => {
      const leftMs = toldAt + toldEveryMs - performance.now()
      if (length > toldWhileTyping) {
        clearTimeout(timer)
        timer = setTimeout(report, pauseMs)
      } else if (leftMs <= 0) {
        report()
      } else {
        timer ??= setTimeout(report, leftMs)
      }
    }
    const view = new EditorView({
      parent: host.current,
      state: createEditorState({
        doc: told.current,
        language,
        label,
        onUpdate(update) {
          if (!update.docChanged) return
          adjustWrapping(update)
          planReport(update.state.doc.length)
        },
      }),
    })
    editor.current = view
    host.current.addEventListener('keydown', keepEscape)
    if (autoFocus) view.focus()
    return () => {
      clearTimeout(timer)
      editor.current = null
      view.destroy()
    }
    // One view for the life of the component: what can change is changed in it by the effects below.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [])

  useEffect(() => {
    if (!editor.current || value === told.current) return
    told.current = value
    replaceText(editor.current, value)
  }, [value])

  useEffect(() => {
    if (editor.current) setLanguage(editor.current, language)
  }, [language])

  useEffect(() => {
    if (editor.current && placeholders) return offerPlaceholders(editor.current)
  }, [placeholders])

  useEffect(() => {
    const view = editor.current
    if (view) view.dispatch(setDiagnostics(view.state, problem ? [diagnosticOf(problem, view)] : []))
  }, [problem])

  useImperativeHandle(handle, () => ({
    text: () => (editor.current ? textOf(editor.current.state) : told.current),
    focus: () => editor.current?.focus(),
    goTo(position) {
      const view = editor.current
      if (!view) return
      view.dispatch({
        selection: { anchor: Math.min(position, view.state.doc.length) },
        scrollIntoView: true,
      })
      view.focus()
    },
    insert(text) {
      const view = editor.current
      if (!view) return
      view.dispatch(view.state.replaceSelection(text), { userEvent: 'input', scrollIntoView: true })
      view.focus()
    },
  }))

  return <div ref={host} className="h-full min-h-0" />
}

/**
 * Escape that closes the search panel must not close the dialog around it too. A listener of the DOM, because React no
 * longer finds the way up from a field that has just been removed.
 */
function keepEscape(event: KeyboardEvent): void {
  if (event.key === 'Escape' && event.defaultPrevented) event.stopPropagation()
}

/** The document may have become shorter since the check; a mark needs at least one character to stand on. */
function diagnosticOf(problem: { position: number; message: string }, view: EditorView): Diagnostic {
  const { length } = view.state.doc
  const from = Math.min(problem.position, Math.max(0, length - 1))
  return { from, to: Math.min(from + 1, length), severity: 'error', message: problem.message }
}
