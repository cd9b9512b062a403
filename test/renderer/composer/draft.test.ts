import { describe, expect, it } from 'vitest'
import {
  checkFields,
  checkPayload,
  checkedWhileTyping,
  refusals,
} from '../../../src/renderer/composer/check-draft.ts'
import { literalPlaceholders } from '../../../src/renderer/composer/draft-copy.ts'
import * as composed from '../../../src/renderer/composer/draft.ts'
import { draftOf, keptOf } from '../../../src/renderer/composer/kept-draft.ts'
import { formatJson } from '../../../src/renderer/composer/format-json.ts'
import { rowsOf } from '../../../src/renderer/composer/header-rows.ts'
import { commands } from '../../../src/shared/commands.ts'

const { emptyDraft } = composed
type Draft = composed.Draft

const eventOf = (typed: Draft) => composed.eventOf(typed, { now: 1_000, seed: 's' })

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

  it('look at what placeholders become, where they are expanded', () => {
    const typed = {
      ...draft,
      url: 'http://localhost:{{random.int 3000 3001}}/{{uuid}}',
      category: 'order.{{random.of a b}}',
      data: '{"n":{{index}}}',
    }
    expect(checkFields(typed)).toEqual({})
    expect(checkPayload(typed.data, 'envelope', true)).toBeNull()
    expect(engineFields(eventOf(typed))).toEqual([])
    const asTyped = { ...typed, placeholders: false }
    expect(Object.keys(checkFields(asTyped))).toEqual(['url'])
    expect(checkPayload(typed.data, 'envelope', false)).toMatchObject({ code: 'json_invalid' })
    expect(engineFields(eventOf(asTyped))).toEqual(['url', 'data'])
  })

  it('say that a placeholder in JSON needs quotes, where that is what is wrong', () => {
    expect(checkPayload('{"id": {{uuid}}}', 'envelope', true)).toEqual({
      code: 'json_invalid',
      message: '{{uuid}} (line 1, column 8) needs quotes around it, as any text in JSON: "{{uuid}}".',
      position: 7,
    })
    expect(checkPayload('{"id": "{{uuid}}", }', 'envelope', true)?.message).not.toContain('quotes')
    expect(checkPayload('{"a": 1 {{uuid}}}', 'envelope', true)?.message).not.toContain('quotes')
  })

  it('name what would go out as typed, but for what is in the payload', () => {
    const headers = rowsOf([['X-Copy', '{{index}}']])
    const typed = { ...draft, category: 'bulk.{{ index }}', data: '{"a":"{{uuid}}"}', headers }
    expect(literalPlaceholders({ ...typed, placeholders: false })).toEqual([
      '{{ index }} (category)',
      '{{index}} (header X-Copy)',
    ])
    expect(literalPlaceholders(typed)).toEqual([])
    expect(literalPlaceholders({ ...draft, category: '{{mustache}} {{{{', placeholders: false })).toEqual([])
  })

  it('stand at the placeholder that is wrong', () => {
    const headers = rowsOf([
      ['', ''],
      ['X', '{{uid}}'],
    ])
    const wrong = checkFields({ ...draft, category: '{{', headers })
    expect(Object.keys(wrong)).toEqual(['category', 'headers.1.1'])
    expect(wrong['headers.1.1']).toContain('Did you mean "uuid"?')
    expect(checkPayload('{"a": "{{x}}"}', 'raw', true)).toMatchObject({ position: 7 })
  })

  it.each([
    ['everyMs', { copies: '2', every: 'often' }],
    ['everyMs', { copies: '2', every: '31d' }],
    ['sendAt', { sendAt: 'soon' }],
  ])('stand at %s for %j', (field, change) => {
    expect(Object.keys(checkFields({ ...draft, ...change }))).toEqual([field])
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
  it('brings back what was typed, bytes and all', () => {
    const typed = {
      ...draft,
      policy: { waits: ['5x'], maxAttempts: 'many' },
      every: '2x',
      sendAt: 'soon',
      placeholders: false,
    }
    expect(keptOf(typed).data).toBe(typed.data)
    expect(draftOf(keptOf(typed))).toEqual({
      ...typed,
      headers: typed.headers.map((row, key) => ({ ...row, key })),
    })
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
    '{"version":1,"draft":{"policy":{"waits":"5s"},"every":{},"data":{}}}',
  ])('reads %s as an empty draft with its payload', (fields) => {
    expect(draftOf({ fields, data: '1' })).toEqual({ ...emptyDraft, data: '1' })
  })

  it('saves what is good in a damaged draft', () => {
    const fields =
      '{"version":1,"draft":{"url":"http://a","headers":[{"name":"X"},7,null],"policy":{"waits":["5s",3],"maxAttempts":"2"}}}'
    expect(draftOf({ fields, data: '' })).toEqual({
      ...emptyDraft,
      url: 'http://a',
      data: '',
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
  it('keeps placeholders, inside strings and outside', () => {
    const text = '{"a":"x {{uuid}} y","b":{{random.int 1 9}},"c":[{{random.of "p" "q"}},-{{index}}{{index}}]}'
    expect(formatJson(text, true)).toBe(
      '{\n  "a": "x {{uuid}} y",\n  "b": {{random.int 1 9}},\n  "c": [\n    {{random.of "p" "q"}},\n    -{{index}}{{index}}\n  ]\n}',
    )
    expect(formatJson(formatJson(text, true), true)).toBe(formatJson(text, true))
    expect(formatJson(text)).toBe(text)
    expect(formatJson('{"a":"{{unknown}}"}', true)).toBe('{"a":"{{unknown}}"}')
  })

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
