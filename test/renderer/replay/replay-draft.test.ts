import { describe, expect, it } from 'vitest'
import { rowsOf } from '../../../src/renderer/composer/header-rows.ts'
import {
  changedFields,
  changesText,
  checkReplay,
  editsOf,
  type ReplayDraft,
} from '../../../src/renderer/replay/replay-draft.ts'
import { commands } from '../../../src/shared/commands.ts'

const origin: ReplayDraft = {
  url: 'http://localhost:3000/hooks',
  method: 'POST',
  category: 'order.created',
  data: '{"id": 9007199254740993}',
  headers: rowsOf([['X-Team', 'orders']]),
  policy: { waits: ['5s', '24h'], maxAttempts: '3' },
}

describe('the edits of a replay', () => {
  it('are none when nothing was changed', () => {
    const same = {
      ...origin,
      headers: rowsOf([
        ['X-Team', 'orders'],
        ['', ''],
      ]),
      policy: { waits: ['5000ms', '1d'], maxAttempts: '3' },
    }
    expect(editsOf(same, origin, 'new')).toEqual({})
    expect(changesText(changedFields(same, origin, 'new'))).toBe('Nothing is changed: it is sent as it was.')
  })

  it('hold what was changed and nothing else', () => {
    const edited = { ...origin, url: 'https://example.com/', data: '{"id":1}' }
    expect(editsOf(edited, origin, 'redeliver')).toEqual({ url: 'https://example.com/', data: '{"id":1}' })
    expect(changesText(changedFields(edited, origin, 'redeliver'))).toBe('Changed: URL, payload.')
  })

  it('hold removed headers as an empty list', () => {
    expect(editsOf({ ...origin, headers: [] }, origin, 'redeliver')).toEqual({ headers: [] })
  })

  it('hold the whole policy when a part of it was changed', () => {
    const edited = { ...origin, policy: { waits: ['5s', '24h'], maxAttempts: '0' } }
    expect(editsOf(edited, origin, 'redeliver')).toEqual({ retrySchedule: ['5s', '24h'], maxAttempts: 0 })
  })

  it('leave the category of a redelivery alone', () => {
    const edited = { ...origin, category: 'order.paid' }
    expect(editsOf(edited, origin, 'redeliver')).toEqual({})
    expect(editsOf(edited, origin, 'new')).toEqual({ category: 'order.paid' })
  })

  it('are ones that the engine takes', () => {
    const edited = { ...origin, method: 'PUT', category: 'x', data: '1', headers: [], url: 'http://a/' }
    const input = { ids: ['d1'], as: 'new', edits: editsOf(edited, origin, 'new') }
    expect(commands['delivery.replay'].input.safeParse(input).success).toBe(true)
  })
})

describe('complaints about a replay', () => {
  it('are none about the origin', () => {
    expect(checkReplay(origin, 'new')).toEqual({})
  })

  it('stand at the field', () => {
    const wrong: ReplayDraft = {
      ...origin,
      url: 'nowhere',
      method: 'TRACE',
      category: '',
      headers: rowsOf([['B ad', '']]),
      policy: { waits: ['soon'], maxAttempts: '-1' },
    }
    expect(Object.keys(checkReplay(wrong, 'new')).toSorted()).toEqual([
      'category', 'headers.0.0', 'maxAttempts', 'method', 'retrySchedule.0', 'url',
    ]) // prettier-ignore
    expect(checkReplay(wrong, 'redeliver')).not.toHaveProperty('category')
  })
})
