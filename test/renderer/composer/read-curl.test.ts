/** cURL commands as people copy them, read into a draft. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Draft } from '../../../src/renderer/composer/draft.ts'
import { headersOf } from '../../../src/renderer/composer/header-rows.ts'
import { readCurl } from '../../../src/renderer/composer/read-curl.ts'
import { isCurl } from '../../../src/shared/curl-command.ts'
import { curlCommand } from '../../../src/shared/curl.ts'
import type { HeaderList } from '../../../src/shared/model.ts'

interface Read extends Omit<Partial<Draft>, 'headers'> {
  headers: HeaderList
  leftOut: string[]
}

function read(text: string): Read {
  const reading = readCurl(text)
  if (!reading.ok) throw new Error(reading.message)
  const { headers = [], ...draft } = reading.draft
  return { ...draft, headers: headersOf(headers), leftOut: reading.leftOut }
}

it('a browser copies one', () => {
  const text = String.raw`curl 'http://localhost:3000/hooks?a=1' \
  -H 'accept: */*' \
  -H 'content-type: application/json' \
  -H 'cookie: a=b; c=d' \
  --data-raw $'{"text":"it\'s","u":"\u00e9"}' \
  --compressed --insecure`
  expect(read(text)).toEqual({
    url: 'http://localhost:3000/hooks?a=1',
    endpointIds: [],
    method: null,
    bodyMode: 'raw',
    contentType: 'application/json',
    data: `{"text":"it's","u":"é"}`,
    headers: [
      ['accept', '*/*'],
      ['cookie', 'a=b; c=d'],
    ],
    leftOut: ['--insecure'],
  })
})

describe('options', () => {
  it.each([
    ['-X PUT -d 1', { method: 'PUT', data: '1' }],
    ['-XPATCH --data=1', { method: 'PATCH', data: '1' }],
    ['-sSd a=1 -d b=2', { method: null, data: 'a=1&b=2', contentType: 'application/x-www-form-urlencoded' }],
    ['-I', { method: 'HEAD', data: '' }],
    ['', { method: 'GET', data: '', contentType: null }],
    ['-G -d a=1 -d b=2', { method: 'GET', data: '', url: 'http://x/h?a=1&b=2' }],
    ['--json {}', { data: '{}', contentType: 'application/json', headers: [['Accept', 'application/json']] }],
    ['-u a:b -d 1', { headers: [['Authorization', 'Basic YTpi']] }],
    [
      '-A me -e http://r/ -b c=1',
      {
        headers: [
          ['User-Agent', 'me'],
          ['Referer', 'http://r/'],
          ['Cookie', 'c=1'],
        ],
      },
    ],
    [
      "-H 'X-Empty;' -H 'X-Colon: a: b'",
      {
        headers: [
          ['X-Empty', ''],
          ['X-Colon', 'a: b'],
        ],
      },
    ],
    ['-H "Content-Length: 3" -d abc', { headers: [], data: 'abc' }],
    ['--unix-socket /run/app.sock', { url: 'unix:/run/app.sock:/h' }],
  ])('%s', (options, expected) => {
    const draft = read(`curl http://x/h ${options}`)
    expect(draft).toMatchObject(expected)
    expect(draft.leftOut).toEqual([])
  })

  it.each([
    ['-d @body.json', ['the file body.json: paste what is in it']],
    ['-o out.txt -L -m 5', ['--output out.txt', '--location', '--max-time 5']],
    ['--data-urlencode a=b -F f=@x', ['--data-urlencode a=b', '--form f=@x']],
    ['--unheard-of http://second/', ['--unheard-of', 'http://second/']],
  ])('what has no place is named: %s', (options, leftOut) => {
    expect(read(`curl http://x/h ${options}`)).toMatchObject({ url: 'http://x/h', leftOut })
  })
})

it.each([
  ['localhost:3000/hooks', 'http://localhost:3000/hooks'],
  ['example.com', 'http://example.com'],
  ['https://example.com/a', 'https://example.com/a'],
])('an address is what curl takes it for: %s', (typed, url) => {
  expect(read(`curl ${typed}`).url).toBe(url)
})

it('what this window copies comes back', () => {
  const text = fc.string({ unit: 'grapheme' }).filter((each) => !each.includes('\0') && each.isWellFormed())
  const value = fc.stringMatching(/^[!-~]([ -~]*[!-~])?$/)
  fc.assert(
    fc.property(text, value, (body, header) => {
      const headers: HeaderList = [
        ['Content-Type', 'text/plain'],
        ['X-Odd', header],
      ]
      const command = curlCommand({ url: 'http://x/h', method: 'PUT', headers, body })
      expect(isCurl(command)).toBe(true)
      expect(read(command)).toMatchObject({
        url: 'http://x/h',
        method: 'PUT',
        contentType: 'text/plain',
        data: body,
        headers: [['X-Odd', header]],
        leftOut: [],
      })
    }),
  )
})

it('says what is wrong', () => {
  expect(readCurl(`curl 'http://x`)).toMatchObject({
    ok: false,
    message: expect.stringContaining('quote') as string,
  })
  expect(readCurl('curl -X POST')).toMatchObject({
    ok: false,
    message: expect.stringContaining('no URL') as string,
  })
})

it.each([
  ['curl http://x', true],
  ['  $ curl -X POST x', true],
  ['curl.exe x', true],
  ['http://curl/', false],
  ['curly x', false],
])('is told from a URL: %s', (text, is) => {
  expect(isCurl(text)).toBe(is)
})
