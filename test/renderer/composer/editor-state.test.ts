import { EditorState } from '@codemirror/state'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { createEditorState, exactText, textOf } from '../../../src/renderer/composer/editor-state.ts'

const open = (doc: string): EditorState =>
  createEditorState({ doc, language: 'json', label: 'Payload', onUpdate: () => {} })

it('gives back every text as it was put in: line ends, tabs, odd characters', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('{', '\n', '\r', '\r\n', '\t', ' ', '\u2028', 'é', '🙂')),
      (parts) => {
        const text = parts.join('')
        expect(textOf(open(text))).toBe(text)
      },
    ),
  )
})

it('keeps the carriage returns of what is pasted', () => {
  const state = open('')
  const pasted = state.update({ changes: { from: 0, insert: state.toText('{\r\n "a": 1\r}') } })
  expect(textOf(pasted.state)).toBe('{\r\n "a": 1\r}')
})

it('needs its own line separator for that', () => {
  expect(EditorState.create({ doc: 'a\r\nb' }).sliceDoc()).toBe('a\nb')
  expect(EditorState.create({ doc: 'a\r\nb', extensions: exactText }).sliceDoc()).toBe('a\r\nb')
})
