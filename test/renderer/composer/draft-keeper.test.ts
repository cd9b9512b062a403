/** The draft reaches the engine within a second of a key, is not written at each of them, and is tried again. */
import { expect, it } from 'vitest'
import { type Draft, emptyDraft } from '../../../src/renderer/composer/draft.ts'
import { createDraftKeeper } from '../../../src/renderer/composer/draft-keeper.ts'
import { testClock } from '../../support/clock.ts'

const typed = (data: string): Draft => ({ ...emptyDraft, data })

function setting(stored: Draft | null = emptyDraft) {
  const clock = testClock()
  const saved: string[] = []
  const problems: (string | null)[] = []
  const answers: (string | null)[] = []
  const keeper = createDraftKeeper({
    load: () => Promise.resolve(stored),
    save(draft) {
      saved.push(draft.data)
      return Promise.resolve(answers.shift() ?? null)
    },
    after: (ms, callback) => clock.after(ms, callback),
  })
  keeper.listen((problem) => problems.push(problem))
  return { clock, saved, problems, answers, keeper }
}

it('writes what is typed without a pause once a second at most', () => {
  const { clock, saved, keeper } = setting()
  for (let key = 1; key <= 30; key += 1) {
    keeper.note(typed(String(key)), () => typed(String(key)))
    clock.advance(100)
  }
  expect(saved.length).toBeGreaterThanOrEqual(3)
  expect(saved.length).toBeLessThanOrEqual(5)
  clock.advance(1_000)
  expect(saved.at(-1)).toBe('30')
})

it('a large payload is written when typing pauses', () => {
  const { clock, saved, keeper } = setting()
  const large = typed('x'.repeat(600_000))
  for (let key = 0; key < 20; key += 1) {
    keeper.note(large, () => large)
    clock.advance(1_000)
  }
  expect(saved).toEqual([])
  clock.advance(4_000)
  expect(saved).toHaveLength(1)
})

it('is asked for the latest keys when it writes, and writes at once when it must', () => {
  const { clock, saved, keeper } = setting()
  keeper.note(typed('a'), () => typed('ab'))
  keeper.flush()
  expect(saved).toEqual(['ab'])
  keeper.flush()
  clock.advance(10_000)
  expect(saved).toEqual(['ab'])
  expect(keeper.draft()).toEqual(typed('ab'))
})

it('says why it is not kept, and tries again', async () => {
  const { clock, saved, problems, answers, keeper } = setting()
  answers.push('the disk is full')
  keeper.note(typed('a'), () => typed('a'))
  clock.advance(1_000)
  await Promise.resolve()
  expect(problems).toEqual(['the disk is full'])
  clock.advance(5_000)
  await Promise.resolve()
  expect(saved).toEqual(['a', 'a'])
  expect(problems).toEqual(['the disk is full', null])
})

it('begins with what is stored, and with nothing where that cannot be read yet', async () => {
  const { keeper } = setting(typed('stored'))
  expect(await keeper.draft()).toEqual(typed('stored'))
  expect(keeper.draft()).toEqual(typed('stored'))
  const { keeper: other } = setting(null)
  const first = other.draft()
  expect(await first).toEqual(emptyDraft)
  expect(other.draft()).toBe(first)
})
