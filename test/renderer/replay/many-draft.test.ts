/** A replay of many as it is filled in: what is sent, what is refused before, and when it will be over. */
import { expect, it } from 'vitest'
import { checkMany, lastDueText, manyInput, newManyDraft } from '../../../src/renderer/replay/many-draft.ts'

it('sends each as before, at once, unless another thing is chosen', () => {
  expect(manyInput(newManyDraft)).toEqual({ edits: {} })
  expect(manyInput({ ...newManyDraft, url: 'http://left.example/', endpointId: 'e' })).toEqual({ edits: {} })
  expect(manyInput({ ...newManyDraft, to: 'url', url: 'http://a.example/' })).toEqual({
    edits: { url: 'http://a.example/' },
  })
  expect(
    manyInput({ ...newManyDraft, to: 'endpoint', endpointId: 'e', pace: 'minute', perPace: ' 30' }),
  ).toEqual({
    edits: { endpointId: 'e' },
    rateLimit: { count: 30, perMs: 60_000 },
  })
})

it('refuses what cannot be sent, and only where it counts', () => {
  expect(checkMany({ ...newManyDraft, url: 'nonsense', perPace: 'x' })).toEqual({})
  expect(Object.keys(checkMany({ ...newManyDraft, to: 'url', url: 'nonsense' }))).toEqual(['url'])
  expect(Object.keys(checkMany({ ...newManyDraft, to: 'endpoint' }))).toEqual(['endpointId'])
  for (const perPace of ['', '0', '10001', '1.5', '-3']) {
    expect(Object.keys(checkMany({ ...newManyDraft, pace: 'second', perPace }))).toEqual(['rateLimit'])
  }
})

it('says when the last one is due', () => {
  expect(lastDueText(newManyDraft, 500)).toBeNull()
  expect(lastDueText({ ...newManyDraft, pace: 'second' }, null)).toBeNull()
  expect(lastDueText({ ...newManyDraft, pace: 'second' }, 601)).toBe('The last one is due after 1 min.')
})
