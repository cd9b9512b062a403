/** How CodeMirror looks in this window, read-only and as an editor: the tokens of theme.css, nothing else. */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { cspNonce } from './csp.ts'

const look = EditorView.theme({
  '&': { color: 'var(--color-fg)', backgroundColor: 'transparent', fontSize: '12px', height: '100%' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '18px', overflow: 'auto' },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--color-fg)' },
  '.cm-line': { padding: '0 12px 0 4px' },
  '.cm-gutters': {
    backgroundColor: 'transparent',
    color: 'var(--color-faint)',
    border: 'none',
    userSelect: 'none',
  },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 8px 0 12px', minWidth: '20px' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLineGutter': { color: 'var(--color-fg)' },
  '.cm-cursor': { borderLeftColor: 'var(--color-fg)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'light-dark(#c9caf7, #3b3d7a)',
  },
  '.cm-foldPlaceholder': {
    backgroundColor: 'var(--color-press)',
    color: 'var(--color-muted)',
    border: 'none',
    padding: '0 4px',
  },
  '.cm-foldGutter .cm-gutterElement': { color: 'var(--color-faint)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--color-press)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--color-raised)',
    border: 'none',
    borderRadius: '6px',
    boxShadow: 'var(--shadow-float)',
  },
  '.cm-diagnostic': { padding: '4px 8px', fontFamily: 'var(--font-sans)', borderLeft: 'none' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--color-bad) 1px',
    textUnderlineOffset: '3px',
  },
  '.cm-panels': { backgroundColor: 'var(--color-panel)', color: 'var(--color-fg)' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--color-line)' },
  '.cm-searchMatch': { backgroundColor: 'var(--color-warn-wash)', outline: '1px solid var(--color-warn)' },
  '.cm-placeholder': { color: 'var(--color-faint)' },
})

const colors = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--color-code-key)' },
  { tag: tags.string, color: 'var(--color-code-string)' },
  { tag: tags.number, color: 'var(--color-code-number)' },
  { tag: [tags.bool, tags.null], color: 'var(--color-code-atom)' },
  { tag: [tags.punctuation, tags.separator, tags.bracket], color: 'var(--color-muted)' },
])

/** The look for any CodeMirror view of the window, with the nonce that its style sheet needs. */
export function codeTheme(): Extension {
  return [look, syntaxHighlighting(colors), EditorView.cspNonce.of(cspNonce)]
}
