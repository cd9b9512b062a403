import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { fuzzyMatch } from '../../../src/renderer/app/fuzzy.ts'

const marked = (text: string, typed: string): string | null => {
  const match = fuzzyMatch(text, typed)
  return match && match.marks.map((at) => text[at]).join('')
}
const score = (text: string, typed: string): number => fuzzyMatch(text, typed)?.score ?? -1

it('finds beginnings of words, parts of words and scattered letters', () => {
  expect(marked('Go to the settings', 'sett')).toBe('sett')
  expect(marked('Go to the settings', 'tings')).toBe('tings')
  expect(marked('Pause or resume the queue', 'prq')).toBe('Prq')
  expect(marked('Replay with edits', 'edits rep')).toBe('Repedits')
})

it('does not find what is not there, nor letters that begin inside a word', () => {
  expect(fuzzyMatch('Go to the log', 'receiver')).toBeNull()
  expect(fuzzyMatch('Go to the log', 'log settings')).toBeNull()
  expect(fuzzyMatch('Pause', 'ue')).toBeNull()
})

it('ranks a beginning before the middle before scattered letters', () => {
  const ranked = ['Rest on the plain', 'A replay', 'Replay', 'Unreplayed']
  expect([...ranked].sort((a, b) => score(b, 'repl') - score(a, 'repl'))).toEqual([
    'Replay',
    'A replay',
    'Unreplayed',
    'Rest on the plain',
  ])
})

it('marks letters of the text that spell what was typed, in order and once each', () => {
  const word = fc.stringMatching(/^[a-z]{1,8}$/)
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), word, (words, typed) => {
      const text = words.join(' ')
      const match = fuzzyMatch(text, typed)
      if (!match) return
      expect(match.marks.map((at) => text[at]).join('')).toBe(typed)
      expect(new Set(match.marks).size).toBe(match.marks.length)
    }),
  )
})

it('finds every word by each of its beginnings', () => {
  const word = fc.stringMatching(/^[a-z]{1,8}$/)
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 6 }),
      fc.nat(),
      fc.nat(),
      (words, which, length) => {
        const chosen = words[which % words.length] ?? ''
        expect(fuzzyMatch(words.join(' '), chosen.slice(0, 1 + (length % chosen.length)))).not.toBeNull()
      },
    ),
  )
})
