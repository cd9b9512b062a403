import { describe, expect, it } from 'vitest'
import {
  checkCategory,
  checkData,
  checkEventId,
  checkHeaders,
  checkMethod,
  checkUrl,
} from '../../src/shared/checks.ts'
import { largestDataBytes } from '../../src/shared/limits.ts'

describe('checkUrl', () => {
  it.each([
    'http://localhost:3000/hooks',
    'https://example.com',
    'http://127.0.0.1:1/?a=b',
    'http://[::1]:3000/',
    'http://10.0.0.1/x',
    'unix:/run/app.sock:/hooks?x=1',
    'unix:/run/my app.sock',
    'UNIX:/run/app.sock:/',
    `unix:/${'a'.repeat(106)}:/`,
  ])('takes %s', (url) => expect(checkUrl(url)).toBeNull())

  it.each([
    '',
    ' ',
    'localhost:3000',
    'example.com/hooks',
    'ftp://example.com',
    'javascript:alert(1)',
    'http:/x',
    'http://',
    'http://user:secret@example.com/',
    'http://example.com/#part',
    ' http://example.com',
    'http://example.com:99999/',
    'http://exa mple/',
    'unix:',
    'unix:app.sock:/hooks',
    'unix://run/app.sock:/hooks',
    'unix:/run/:/hooks',
    'unix:/run/app.sock:hooks',
    'unix:/run/app.sock?x=1',
    'unix:/run/app.sock:/hooks#part',
    'unix:/run/a\u0000b.sock:/hooks',
    `unix:/${'a'.repeat(107)}:/`,
    `unix:/${'ü'.repeat(54)}:/`,
  ])('refuses %j with a sentence', (url) => {
    expect(checkUrl(url)).toMatchObject({
      code: 'url_invalid',
      message: expect.stringMatching(/\.$/) as string,
    })
  })
})

describe('checkUrl of a unix socket', () => {
  it.each([
    ['unix:app.sock:/hooks', 'needs the full path of a socket'],
    ['unix:///run/app.sock:/hooks', 'as in unix:/run/app.sock:/hooks.'],
    ['unix:/run/:/hooks', '"/run/" is a folder'],
    ['unix:/run/app.sock:hooks', 'starts with a slash'],
    ['unix:/run/app.sock?x=1', 'A query belongs behind the path'],
    ['unix:/run/app.sock:/hooks#part', '("#part") is never sent'],
  ])('%s: says what is wrong', (url, sentence) => {
    expect(checkUrl(url)?.message).toContain(sentence)
  })
})

describe('checkHeaders', () => {
  it('takes ordinary headers in any case, and the same name twice', () => {
    expect(checkHeaders([['x-A', '1'], ['x-A', '2'], ['Host', 'other'], ['Content-Type', 'text/plain']])).toBeNull() // prettier-ignore
  })

  it.each([
    [
      ['', 'x'],
      [1, 0],
    ],
    [
      ['a b', 'x'],
      [1, 0],
    ],
    [
      ['a:b', 'x'],
      [1, 0],
    ],
    [
      ['Content-Length', '3'],
      [1, 0],
    ],
    [
      ['transfer-encoding', 'chunked'],
      [1, 0],
    ],
    [
      ['x-a', 'line\r\nInjected: yes'],
      [1, 1],
    ],
    [
      ['x-a', 'é'],
      [1, 1],
    ],
    [
      ['x-a', ' padded'],
      [1, 1],
    ],
    [
      ['x-a', 'x'.repeat(9_000)],
      [1, 1],
    ],
  ] as const)('refuses %j and says where', (header, path) => {
    const headers: [string, string][] = [['fine', 'yes'], [header[0], header[1]]] // prettier-ignore
    expect(checkHeaders(headers)).toMatchObject({ code: 'header_invalid', path })
  })
})

describe('checkData', () => {
  it.each([
    ['{"a": }', 'line 1, column 7'],
    ['{"a":x}', 'line 1, column 6'],
    ['{\n  "a": 1,\n}', 'line 3, column 1'],
    ['[1 2]', 'line 1, column 4'],
    ["{'a':1}", 'line 1, column 2'],
    ['{"a":1} x', 'line 1, column 9'],
    ['{"a":"\t"}', 'line 1, column'],
    ['{"a":01}', 'line 1, column'],
    ['// no\n1', 'line 1, column 1'],
    ['\ufeff{}', 'byte order mark'],
    ['{"a":"', 'line 1, column'],
  ])('finds what is wrong in %j', (text, place) => {
    expect(checkData(text, 'envelope')).toMatchObject({
      code: 'json_invalid',
      message: expect.stringContaining(place) as string,
    })
  })

  it.each(['null', '1', '"x"', ' {} ', '[]', '12345678901234567890', '{"a":1,"a":2}'])('takes %j', (text) => {
    expect(checkData(text, 'envelope')).toBeNull()
  })

  it('takes any text in raw mode, but no half surrogate pair', () => {
    expect(checkData('a=b&c', 'raw')).toBeNull()
    expect(checkData('', 'raw')).toBeNull()
    expect(checkData('\ud800', 'raw')).toMatchObject({ code: 'data_invalid' })
  })

  it('refuses more than 25 MB, counted in UTF-8', () => {
    expect(checkData('é'.repeat(largestDataBytes / 2), 'raw')).toBeNull()
    expect(checkData('é'.repeat(largestDataBytes / 2 + 1), 'raw')).toMatchObject({ code: 'body_too_large' })
  })

  it('survives JSON that is nested 100,000 deep', () => {
    expect(checkData('['.repeat(100_000), 'envelope')).toMatchObject({ code: 'json_invalid' })
  })
})

describe('the smaller checks', () => {
  it.each(['', '  ', 'a\nb', 'x'.repeat(201)])('refuses the category %j', (text) => {
    expect(checkCategory(text)).toMatchObject({ code: 'category_invalid' })
  })
  it.each(['', 'a b', 'a.b', 'é', 'x'.repeat(201)])('refuses the event id %j', (text) => {
    expect(checkEventId(text)).toMatchObject({ code: 'event_id_invalid' })
  })
  it.each(['post', '', 'CONNECT', 'A B', 'GET\r\n'])('refuses the method %j', (text) => {
    expect(checkMethod(text)).toMatchObject({ code: 'method_invalid' })
  })
})
