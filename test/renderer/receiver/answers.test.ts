import { describe, expect, it } from 'vitest'
import {
  answerPresets,
  nextAnswers,
  readAnswers,
  showAnswers,
} from '../../../src/renderer/receiver/answers.ts'
import { commands } from '../../../src/shared/commands.ts'

describe('typed answers', () => {
  it.each([
    ['503 503 200', [503, 503, 200]],
    [' 200 ', [200]],
    ['503,500; 200', [503, 500, 200]],
    ['503x3 200', [503, 503, 503, 200]],
  ])('%s', (text, answers) => {
    expect(readAnswers(text)).toEqual({ ok: true, answers })
  })

  it.each(['', ' , ', '199', '600', '20', 'ok', '200 ok', '-200', '200x', '200x101', '2e2'])(
    'refuses "%s" with a sentence',
    (text) => {
      expect(readAnswers(text)).toMatchObject({ ok: false, message: expect.stringMatching(/\.$/) })
    },
  )

  it('read back what they show', () => {
    expect(readAnswers(showAnswers([503, 503, 200]))).toEqual({ ok: true, answers: [503, 503, 200] })
  })
})

it.each([
  [[200], '200 to every request'],
  [[503, 503], '503 to every request'],
  [[503, 503, 200], '503, then 503, then 200 from there on'],
  [[500, 501, 502, 503, 504, 505, 200], '500, then 501, then 502, then 503, 2 more, then 200 from there on'],
])('%j in words', (answers, words) => {
  expect(nextAnswers(answers)).toBe(words)
})

it.each(answerPresets.map(({ name, answers }) => [name, answers] as const))(
  'the preset "%s" is one that the engine takes',
  (_, answers) => {
    expect(commands['receiver.answer'].input.safeParse({ answers }).success).toBe(true)
  },
)
