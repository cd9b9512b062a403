import { describe, expect, it } from 'vitest'
import { type Draft, emptyDraft } from '../../../src/renderer/composer/draft.ts'
import { rowsOf } from '../../../src/renderer/composer/header-rows.ts'
import * as preview from '../../../src/renderer/composer/preview.ts'
import { copyOfDraft, sampleValues, templateOfDraft } from '../../../src/renderer/composer/draft-copy.ts'
import * as resolve from '../../../src/renderer/composer/resolve.ts'

const context = {
  userAgent: 'WebhookDispatcher/0.1.0',
  compression: 'auto',
  zstdSupport: 'unknown',
  exampleId: '019ab3f0-0000-7000-8000-000000000000',
  now: Date.UTC(2026, 10, 24, 14, 3, 20, 125),
} as const

const draft: Draft = {
  ...emptyDraft,
  url: 'http://localhost:3000/hooks?x=1#no',
  category: 'order.created',
  data: '{"id":1}',
}

const { shownBody } = preview
const resolveDraft = (typed: Draft, endpoint: Parameters<typeof resolve.resolveDraft>[1]) => {
  const values = { ...sampleValues(), now: context.now, eventId: context.exampleId }
  return resolve.resolveDraft(copyOfDraft(typed, templateOfDraft(typed), values), endpoint)
}
const previewRequest = (edited: Draft, about: preview.PreviewContext) =>
  preview.previewRequest(resolveDraft(edited, null), about)
const previewCurl = (edited: Draft, about: preview.PreviewContext) =>
  preview.previewCurl(resolveDraft(edited, null), about)

const names = (edited: Draft): string[] => previewRequest(edited, context).headers.map(({ name }) => name)
const body = (edited: Draft): string =>
  previewRequest(edited, context)
    .body.map((piece) => (piece.made ? `‹${piece.text}›` : piece.text))
    .join('')

describe('the preview', () => {
  it('has the request line, and none for a URL that cannot be read', () => {
    expect(previewRequest(draft, context).requestLine).toBe('POST /hooks?x=1 HTTP/1.1')
    expect(previewRequest({ ...draft, url: 'hooks' }, context).requestLine).toBeNull()
  })

  it('marks what is made at send time, in the head of the body only', () => {
    const data = `"${context.exampleId} 2026-11-24T14:03:20.125Z"`
    expect(body({ ...draft, data })).toBe(
      `{"category":"order.created","created_at":"‹2026-11-24T14:03:20.125Z›","event_id":"‹${context.exampleId}›","data":${data}}`,
    )
    expect(body({ ...draft, bodyMode: 'standard' })).toBe(
      '{"type":"order.created","timestamp":"‹2026-11-24T14:03:20.125Z›","data":{"id":1}}',
    )
    expect(body({ ...draft, bodyMode: 'raw' })).toBe('{"id":1}')
  })

  it('is not fooled by a category that holds the examples', () => {
    expect(body({ ...draft, category: `2026-11-24T14:03:20.125Z ${context.exampleId}` })).toBe(
      `{"category":"2026-11-24T14:03:20.125Z ${context.exampleId}","created_at":"‹2026-11-24T14:03:20.125Z›","event_id":"‹${context.exampleId}›","data":{"id":1}}`,
    )
  })

  it('shows what placeholders become, marked, in body and headers', () => {
    const data = '{"n":{{index}},"id":"{{event.id}}","kept":"{{{{"}'
    const edited = { ...draft, data, headers: rowsOf([['X-At', '{{now}}']]) }
    expect(body({ ...edited, bodyMode: 'raw' })).toBe(`{"n":‹1›,"id":"‹${context.exampleId}›","kept":"‹{{›"}`)
    expect(body(edited)).toContain(`"data":{"n":‹1›,"id":`)
    const header = previewRequest(edited, context).headers.find(({ name }) => name === 'X-At')
    expect(header).toMatchObject({ value: '2026-11-24T14:03:20.125Z', made: true })
    expect(body({ ...edited, placeholders: false })).toContain(data)
    expect(previewCurl(edited, context)).toContain(`"id":"${context.exampleId}"`)
  })

  it('shows a given event id as it is', () => {
    const edited = { ...draft, eventId: 'evt_1' }
    expect(body(edited)).toContain('"event_id":"evt_1"')
    const made = previewRequest(edited, context).headers.filter((header) => header.made)
    expect(made.map(({ name }) => name)).toEqual(['webhook-timestamp'])
  })

  it('has the headers in the order of the wire, the own ones last and winning', () => {
    expect(names({ ...draft, headers: rowsOf([['USER-AGENT', 'mine'], ['', ''], ['x-a', '1']]) })).toEqual([
      'host', 'connection', 'Content-Type', 'webhook-id', 'webhook-timestamp', 'webhook-attempt', 'USER-AGENT', 'x-a', 'content-length',
    ]) // prettier-ignore
  })

  it('has what the connection writes around them, as the engine records it', () => {
    const wire = (edited: Draft): unknown =>
      previewRequest(edited, context)
        .headers.filter((header) => header.wire)
        .map(({ name, value }) => `${name}: ${value}`)
    expect(wire({ ...draft, bodyMode: 'raw' })).toEqual([
      'host: localhost:3000',
      'connection: keep-alive',
      'content-length: 8',
    ])
    const hosted = { ...draft, bodyMode: 'raw', data: '', headers: rowsOf([['Host', 'other']]) } as const
    expect(wire(hosted)).toEqual(['host: other', 'connection: keep-alive', 'content-length: 0'])
    expect(names(hosted)).not.toContain('Host')
    expect(wire({ ...hosted, method: 'GET' })).toEqual(['host: other', 'connection: keep-alive'])
  })

  it('announces compression where the engine would compress', () => {
    const large = { ...draft, data: JSON.stringify('x'.repeat(2_000)) }
    expect(names(large)).toContain('Content-Encoding')
    expect(names(draft)).not.toContain('Content-Encoding')
    const refuses = previewRequest(large, { ...context, zstdSupport: 'refuses' })
    expect(refuses.headers.map(({ name }) => name)).not.toContain('Content-Encoding')
  })

  it('cuts a long body and says how much is hidden', () => {
    const cut = previewRequest({ ...draft, data: JSON.stringify('x'.repeat(100_000)) }, context)
    expect(cut.body.map((piece) => piece.text).join('')).toHaveLength(shownBody)
    expect(cut.hidden).toBe(cut.bodyBytes - shownBody)
  })

  it('has a cURL command with the whole body', () => {
    const data = JSON.stringify(`it's ${'x'.repeat(100_000)}`)
    const command = previewCurl({ ...draft, data }, context)
    expect(command).toContain("curl -X POST 'http://localhost:3000/hooks?x=1#no'")
    expect(command).toContain(`it'\\''s ${'x'.repeat(100_000)}`)
    expect(command).not.toContain('Content-Encoding')
  })
})
