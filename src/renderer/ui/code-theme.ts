/** How CodeMirror looks in this window, read-only and as an editor: the tokens of theme.css, nothing else. */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { cspNonce } from './csp.ts'

const look = EditorView.theme({
  '&': { color: 'var(--color-fg)', backgroundColor: 'inherit', fontSize: '12px', height: '100%' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--font-mono)',
    lineHeight: '18px',
    overflow: 'auto',
    backgroundColor: 'inherit',
  },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--color-fg)' },
  '.cm-line': { padding: '0 12px 0 4px' },
  // Opaque, because unwrapped lines scroll under it.
  '.cm-gutters': {
    backgroundColor: 'inherit',
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
  '.cm-panel.cm-search': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '4px 8px',
    padding: '4px 28px 4px 12px',
    fontFamily: 'var(--font-sans)',
  },
  '.cm-panel.cm-search br': { display: 'none' },
  '.cm-panel.cm-search label': { display: 'inline-flex', alignItems: 'center', gap: '4px', fontSize: '12px' },
  '.cm-panel.cm-search input, .cm-panel.cm-search button, .cm-panel.cm-search label': { margin: '0' },
  '.cm-textfield': {
    height: '24px',
    padding: '0 8px',
    fontSize: '12px',
    color: 'var(--color-fg)',
    backgroundColor: 'var(--color-raised)',
    border: '1px solid var(--color-edge)',
    borderRadius: '4px',
  },
  '.cm-button': {
    height: '24px',
    padding: '0 8px',
    fontSize: '12px',
    color: 'var(--color-fg)',
    backgroundColor: 'var(--color-raised)',
    backgroundImage: 'none',
    border: '1px solid var(--color-edge)',
    borderRadius: '4px',
  },
  '.cm-button:hover': { backgroundColor: 'var(--color-hover)' },
  '.cm-panel.cm-search [name=close]': {
    top: '4px',
    right: '8px',
    fontSize: '16px',
    color: 'var(--color-muted)',
  },
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
