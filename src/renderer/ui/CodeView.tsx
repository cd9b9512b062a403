/**
 * Read-only code: selectable, searchable, with line numbers and a copy button. Only what is on the screen is drawn, and
 * a text above `cutAbove` shows its beginning first, so that no body makes the window stop.
 */
import { json } from '@codemirror/lang-json'
import { foldGutter } from '@codemirror/language'
import { search, searchKeymap } from '@codemirror/search'
import { EditorState } from '@codemirror/state'
import { EditorView, keymap, lineNumbers } from '@codemirror/view'
import { Copy } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { Button } from './Button.tsx'
import { classes } from './classes.ts'
import { codeTheme } from './code-theme.ts'
import { copyText } from './copy-text.ts'
import { IconButton } from './IconButton.tsx'
import { prettyJson } from './pretty-json.ts'
import { showToast } from './Toast.tsx'

/** Characters that are shown at first. Highlighting and wrapping stay below a frame up to about this size. */
const cutAbove = 200_000

/** A single line of several megabytes takes seconds to wrap (2.6 s for 5.6 MB), and no time to cut off at the right. */
const wrapUpTo = 1_000_000

interface CodeViewProps {
  text: string
  /** The accessible name, such as "Request body". */
  label: string
  language?: 'json' | 'text'
  /** Shows JSON laid out; what is copied stays the text as it is. */
  pretty?: boolean
  className?: string
}

export function CodeView({ text, label, language = 'text', pretty = false, className }: CodeViewProps) {
  const [uncut, setUncut] = useState<string | null>(null)
  const cut = text.length > cutAbove && uncut !== text
  const shown = useMemo(() => {
    const part = cut ? text.slice(0, cutAbove) : text
    return pretty ? prettyJson(part) : part
  }, [text, cut, pretty])
  const host = useEditor(shown, language, label)
  return (
    <div className={classes('group relative flex min-h-0 flex-col', className)}>
      <div ref={host} className="min-h-0 flex-1 overflow-hidden bg-sunken select-text" />
      <IconButton
        label={`Copy ${label.toLowerCase()}`}
        icon={<Copy />}
        className="absolute top-1 right-3 bg-raised opacity-0 group-focus-within:opacity-100 group-hover:opacity-100"
        onClick={() => {
          void copyText(text).then(() => showToast({ title: 'Copied' }))
        }}
      />
      {cut && (
        <div className="flex items-center gap-2 border-t border-line px-3 py-1.5 text-sm text-muted">
          The first {cutAbove.toLocaleString()} of {text.length.toLocaleString()} characters.
          <Button onClick={() => setUncut(text)}>Show all</Button>
        </div>
      )}
    </div>
  )
}

/** A CodeMirror view in the element of the returned ref, made anew when what it shows changes. */
function useEditor(text: string, language: 'json' | 'text', label: string) {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!host.current) return
    const view = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: text,
        extensions: [
          EditorState.readOnly.of(true),
          EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
          EditorView.editable.of(false),
          text.length > wrapUpTo ? [] : EditorView.lineWrapping,
          lineNumbers(),
          search({ top: true }),
          keymap.of(searchKeymap),
          // The parser stops long before such a size matters, but folding a document of millions of lines does not.
          language === 'json' ? [json(), foldGutter()] : [],
          codeTheme(),
        ],
      }),
    })
    return () => view.destroy()
  }, [text, language, label])
  return host
}
