import { describe, expect, it } from 'vitest'
import {
  checkFields,
  checkPayload,
  checkedWhileTyping,
  refusals,
} from '../../../src/renderer/composer/check-draft.ts'
import { type Draft, emptyDraft, eventOf } from '../../../src/renderer/composer/draft.ts'
import { loadDraft, parseDraft, saveDraft } from '../../../src/renderer/composer/draft-storage.ts'
import { formatJson } from '../../../src/renderer/composer/format-json.ts'
import { rowsOf } from '../../../src/renderer/composer/header-rows.ts'
import { commands } from '../../../src/shared/commands.ts'

const draft: Draft = {
  ...emptyDraft,
  url: 'http://localhost:3000/hooks',
  category: 'order.created',
  data: '{"big": 9007199254740993,\r\n "dup":1,"dup":2}',
  headers: rowsOf([
    ['', ''],
    ['X-Team', 'orders'],
  ]),
}

/** What the engine says about a draft: its issues by path. */
function engineFields(event: unknown): string[] {
  const parsed = commands['event.send'].input.safeParse(event)
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.'))
}

describe('the event of a draft', () => {
  it('carries the payload as typed', () => {
    expect(eventOf(draft).data).toBe(draft.data)
  })

  it('is one that the engine accepts', () => {
    expect(engineFields(eventOf(draft))).toEqual([])
    expect(eventOf(draft)).not.toHaveProperty('eventId')
    expect(eventOf(draft)).not.toHaveProperty('retrySchedule')
  })

  it('names the content type in raw mode only', () => {
    const typed = { ...draft, contentType: 'text/plain' }
    expect(eventOf(typed)).not.toHaveProperty('contentType')
    expect(eventOf({ ...typed, bodyMode: 'standard' }).contentType).toBe('application/json')
    expect(eventOf({ ...typed, bodyMode: 'raw' }).contentType).toBe('text/plain')
  })

  it('carries the retry policy when the draft has its own', () => {
    const event = eventOf({ ...draft, policy: { waits: ['5s', '1d'], maxAttempts: '0' } })
    expect(event).toMatchObject({ retrySchedule: ['5s', '1d'], maxAttempts: 0 })
  })
})

describe('complaints about a draft', () => {
  it('are none about a good one', () => {
    expect(checkFields(draft)).toEqual({})
  })

  it.each<[string, Partial<Draft>]>([
    ['url', { url: 'localhost:3000' }],
    ['category', { category: ' ' }],
    ['method', { method: 'CONNECT' }],
    ['eventId', { eventId: 'a.b' }],
    ['copies', { copies: '0' }],
    ['copies', { copies: '' }],
    ['copies', { copies: '2', eventId: 'evt_1' }],
    ['contentType', { bodyMode: 'raw', contentType: 'text/plain ' }],
  ])('stand at %s for %j, where the engine has them too', (field, change) => {
    const wrong = { ...draft, ...change }
    expect(Object.keys(checkFields(wrong))).toContain(field)
    expect(engineFields(eventOf(wrong)).map((path) => path.split('.')[0])).toContain(field)
  })

  it('count header rows as the person sees them', () => {
    const wrong = {
      ...draft,
      headers: rowsOf([
        ['', ''],
        ['Good', '1'],
        ['B ad', '2'],
      ]),
    }
    expect(Object.keys(checkFields(wrong))).toEqual(['headers.2.0'])
    const error = { code: 'header_invalid', message: 'no', details: { field: 'headers.1.0' } }
    expect(refusals(error, wrong.headers)).toEqual({ 'headers.2.0': 'no' })
  })

  it('put a refusal without a field where it is seen', () => {
    expect(refusals({ code: 'internal', message: 'no' }, [])).toEqual({ form: 'no' })
  })

  it('take all that the engine names, replays one level deeper', () => {
    const problems = [
      { field: 'url', message: 'bad url' },
      { field: 'edits.headers.0.1', message: 'bad value' },
      { field: 'retrySchedule.2', message: 'bad wait' },
    ]
    const error = { code: 'url_invalid', message: 'bad url', details: { field: 'url', problems } }
    expect(refusals(error, rowsOf([['X', '1']]))).toEqual({
      url: 'bad url',
      'headers.0.1': 'bad value',
      'retrySchedule.2': 'bad wait',
    })
  })

  it('leave a large payload to the engine, but for its size', () => {
    expect(checkPayload('{', 'envelope')?.code).toBe('json_invalid')
    expect(checkPayload('{', 'raw')).toBeNull()
    expect(checkPayload('{'.repeat(checkedWhileTyping + 1), 'envelope')).toBeNull()
    expect(checkPayload('{'.repeat(26 * 1024 * 1024), 'envelope')?.code).toBe('body_too_large')
  })
})

describe('keeping the draft', () => {
  function memory(limit = Number.POSITIVE_INFINITY) {
    const items = new Map<string, string>()
    return {
      items,
      getItem: (key: string) => items.get(key) ?? null,
      removeItem: (key: string) => void items.delete(key),
      setItem: (key: string, value: string) => {
        if (value.length > limit) throw new DOMException('full', 'QuotaExceededError')
        items.set(key, value)
      },
    }
  }

  it('brings back what was typed, bytes and all', () => {
    const storage = memory()
    const typed = { ...draft, policy: { waits: ['5x'], maxAttempts: 'many' } }
    expect(saveDraft(storage, typed)).toBe(true)
    expect(loadDraft(storage)).toEqual({
      ...typed,
      headers: typed.headers.map((row, key) => ({ ...row, key })),
    })
  })

  it('leaves nothing behind for an empty draft', () => {
    const storage = memory()
    saveDraft(storage, draft)
    saveDraft(storage, emptyDraft)
    expect(storage.items.size).toBe(0)
    expect(loadDraft(storage)).toEqual(emptyDraft)
  })

  it('keeps the other fields of a payload that is too large', () => {
    const storage = memory(1_000)
    expect(saveDraft(storage, { ...draft, data: 'x'.repeat(2_000) })).toBe(false)
    expect(loadDraft(storage)).toMatchObject({ url: draft.url, data: emptyDraft.data })
  })

  it('survives a storage that refuses everything', () => {
    const refuse = (): never => {
      throw new DOMException('no', 'SecurityError')
    }
    const storage = { getItem: refuse, setItem: refuse, removeItem: refuse }
    expect(loadDraft(storage)).toEqual(emptyDraft)
    expect(saveDraft(storage, draft)).toBe(false)
    expect(saveDraft(storage, emptyDraft)).toBe(false)
  })

  it.each([
    'x',
    'null',
    '7',
    '[]',
    '{}',
    '{"version":99,"draft":{"url":"http://a"}}',
    '{"version":1}',
    '{"version":1,"draft":null}',
    '{"version":1,"draft":{"url":7,"bodyMode":"odd","headers":"no","policy":[],"copies":null}}',
    '{"version":1,"draft":{"policy":{"waits":"5s"},"data":{}}}',
  ])('reads %s as an empty draft', (text) => {
    expect(parseDraft(text)).toEqual(emptyDraft)
  })

  it('saves what is good in a damaged draft', () => {
    const text =
      '{"version":1,"draft":{"url":"http://a","headers":[{"name":"X"},7,null],"policy":{"waits":["5s",3],"maxAttempts":"2"}}}'
    expect(parseDraft(text)).toEqual({
      ...emptyDraft,
      url: 'http://a',
      headers: rowsOf([
        ['X', ''],
        ['', ''],
        ['', ''],
      ]),
      policy: { waits: ['5s'], maxAttempts: '2' },
    })
  })
})

describe('formatting', () => {
  it('moves white space and nothing else', () => {
    const text = ' {"b":9007199254740993.10,"a":[1E400,"\\u00e9\\/"],"a":{}}\n'
    const formatted = formatJson(text)
    expect(formatted.replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''))
    expect(formatted).toBe(
      '{\n  "b": 9007199254740993.10,\n  "a": [\n    1E400,\n    "\\u00e9\\/"\n  ],\n  "a": {}\n}',
    )
    expect(formatJson(formatted)).toBe(formatted)
  })

  it('leaves alone what is not JSON', () => {
    expect(formatJson('{"a": }')).toBe('{"a": }')
    expect(formatJson('')).toBe('')
  })
})
