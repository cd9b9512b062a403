/** What was typed is what is sent: envelope and cURL keep every byte. */
import { execFileSync } from 'node:child_process'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCurlCommand } from '../../src/shared/curl-command.ts'
import { curlCommand } from '../../src/shared/curl.ts'
import { envelope } from '../../src/shared/envelope.ts'

const event = { category: 'order.created', createdAt: Date.UTC(2026, 0, 2, 3, 4, 5, 6), eventId: 'e1' }

describe('envelope', () => {
  it('has its keys in order, and the payload as it was typed', () => {
    const data = '{ "b":1,"a":12345678901234567890, "u":"\\u00e9\\u0000", "b":1.0e+2 }'
    expect(envelope({ ...event, bodyMode: 'envelope', data })).toBe(
      `{"category":"order.created","created_at":"2026-01-02T03:04:05.006Z","event_id":"e1","data":${data}}`,
    )
    expect(envelope({ ...event, bodyMode: 'standard', data })).toBe(
      `{"type":"order.created","timestamp":"2026-01-02T03:04:05.006Z","data":${data}}`,
    )
    expect(envelope({ ...event, bodyMode: 'raw', data })).toBe(data)
  })

  it('is JSON whose parts are what was given, with the payload spliced in unchanged', () => {
    const part = fc.string({ unit: 'grapheme' })
    const payload = fc
      .tuple(fc.json(), fc.constantFrom('', ' ', '\n\t'))
      .map(([json, space]) => space + json + space)
    fc.assert(
      fc.property(
        fc.record({ category: part, eventId: part, data: payload, createdAt: fc.nat(4e12) }),
        (event) => {
          const { category, eventId, data, createdAt } = event
          const own = envelope({ ...event, bodyMode: 'envelope' })
          const standard = envelope({ ...event, bodyMode: 'standard' })
          const instant = new Date(createdAt).toISOString()
          const parsed: unknown = JSON.parse(data)
          expect(JSON.parse(own)).toEqual({ category, created_at: instant, event_id: eventId, data: parsed })
          expect(JSON.parse(standard)).toEqual({ type: category, timestamp: instant, data: parsed })
          for (const body of [own, standard]) expect(body.endsWith(`"data":${data}}`)).toBe(true)
        },
      ),
    )
  })
})

describe('curlCommand', () => {
  /** What bash hands to curl, one argument a NUL. */
  const argumentsOf = (command: string): string[] =>
    execFileSync('bash', ['-c', `curl() { printf '%s\\0' "$@"; }; ${command}`], { encoding: 'utf8' })
      .split('\0')
      .slice(0, -1)

  it.each([
    ['quotes', `{"a":"it's \\"quoted\\""}`],
    ['shell characters', '{"a":"$HOME `id` !x \\\\ * ? ~ #"}'],
    ['newlines at both ends', '\n{"a":\n1}\n\n'],
    ['UTF-8', '{"a":"é 😀 \u2028"}'],
    ['a leading @', '@/etc/passwd'],
  ])('is read by bash to the same bytes: %s', (_name, body) => {
    const url = "http://localhost:3000/a b?c='d'&e"
    const args = argumentsOf(curlCommand({ url, method: 'POST', headers: [['X-Odd', `a'b"c`]], body }))
    const sent = 'http://localhost:3000/a%20b?c=%27d%27&e'
    expect(args).toEqual(['-X', 'POST', sent, '-H', `X-Odd: a'b"c`, '--data-raw', body])
  })

  it('does not let curl wait for the body that an answer to HEAD has not', () => {
    const head = { url: 'http://x/', method: 'HEAD', headers: [] }
    expect(curlCommand({ ...head, body: '' })).toBe(`curl --head 'http://x/'`)
    const withBody = curlCommand({ ...head, body: '{}' })
    expect(withBody).toBe(`curl -X HEAD --max-time 10 'http://x/' \\\n  --data-raw '{}'`)
    expect(readCurlCommand(withBody)).toMatchObject({ ok: true, request: { method: 'HEAD', body: '{}' } })
  })

  it('leaves out what curl writes itself, and keeps empty headers', () => {
    const headers: [string, string][] = [
      ['Host', 'x'],
      ['Content-Length', '3'],
      ['Content-Encoding', 'zstd'],
      ['X-Empty', ''],
    ]
    expect(curlCommand({ url: 'http://x/', method: 'GET', headers, body: '' })).toBe(
      `curl -X GET 'http://x/' \\\n  -H 'X-Empty;'`,
    )
  })
})
