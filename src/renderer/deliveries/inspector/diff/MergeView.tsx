/** Two texts as one, line by line: what was removed above what was added. Loaded with the first comparison. */
import { json } from '@codemirror/lang-json'
import { unifiedMergeView } from '@codemirror/merge'
import { EditorState } from '@codemirror/state'
import { EditorView, lineNumbers } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { codeTheme } from '../../../ui/code-theme.ts'

interface MergeViewProps {
  left: string
  right: string
  label: string
  isJson: boolean
}

/** How long the fewest changes are looked for; after that there may be more than needed. */
const diffMs = 50

export function MergeView({ left, right, label, isJson }: MergeViewProps) {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!host.current) return
    const view = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: right,
        extensions: [
          EditorState.readOnly.of(true),
          EditorView.editable.of(false),
          EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
          EditorView.lineWrapping,
          lineNumbers(),
          isJson ? json() : [],
          unifiedMergeView({
            original: left,
            mergeControls: false,
            collapseUnchanged: { margin: 2, minSize: 6 },
            diffConfig: { scanLimit: 500, timeout: diffMs },
          }),
          codeTheme(),
          mergeLook,
        ],
      }),
    })
    return () => view.destroy()
  }, [left, right, label, isJson])
  return (
    <div ref={host} className="min-h-40 flex-1 overflow-hidden border-t border-line bg-sunken select-text" />
  )
}

const mergeLook = EditorView.theme({
  '.cm-changedLine, &.cm-merge-b .cm-changedLine': { backgroundColor: 'var(--color-good-wash)' },
  '.cm-deletedChunk': { backgroundColor: 'var(--color-bad-wash)', padding: '0 12px 0 4px' },
  '.cm-insertedLine, .cm-deletedLine, .cm-deletedChunk del': { textDecoration: 'none' },
  '.cm-changedText, &.cm-merge-b .cm-changedText': {
    background: 'none',
    textDecoration: 'underline',
    textDecorationColor: 'var(--color-good)',
    textUnderlineOffset: '3px',
  },
  '.cm-deletedChunk .cm-deletedText': {
    background: 'none',
    textDecoration: 'underline',
    textDecorationColor: 'var(--color-bad)',
    textUnderlineOffset: '3px',
  },
  '.cm-changeGutter': { width: '14px', paddingLeft: '2px' },
  '.cm-changedLineGutter, &.cm-merge-b .cm-changedLineGutter': {
    background: 'none',
    color: 'var(--color-good)',
    '&::before': { content: '"+"' },
  },
  '.cm-deletedLineGutter, .cm-merge-a .cm-changedLineGutter': {
    background: 'none',
    color: 'var(--color-bad)',
    '&::before': { content: '"−"' },
  },
  '.cm-collapsedLines': {
    background: 'var(--color-panel)',
    color: 'var(--color-muted)',
    fontFamily: 'var(--font-sans)',
    padding: '2px 12px',
  },
  '.cm-collapsedLines:hover': { background: 'var(--color-hover)' },
})
