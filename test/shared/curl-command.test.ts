/** What of a cURL command makes up the request, and what only tells how it travels. */
import { expect, it } from 'vitest'
import { readCurlCommand, readCurlWords } from '../../src/shared/curl-command.ts'

it.each([
  ['-k -L --max-time 5 -o out.txt', ['--insecure', '--location', '--max-time 5', '--output out.txt'], []],
  ['--http1.1 -4 -O', ['--http1.1', '--ipv4', '--remote-name'], []],
  ['-F a=@b', ['--form a=@b'], ['--form a=@b']],
  ['--unheard-of', ['--unheard-of'], ['--unheard-of']],
  ['-d @-', ['the standard input'], ['the standard input']],
  [
    '-d @b.json -k',
    ['the file b.json: paste what is in it', '--insecure'],
    ['the file b.json: paste what is in it'],
  ],
  ['http://second/', ['http://second/'], ['http://second/']],
  ['-s --compressed -# --fail-with-body', [], []],
])('%s', (options, leftOut, missing) => {
  expect(readCurlCommand(`curl http://x/h ${options}`)).toMatchObject({
    ok: true,
    request: { url: 'http://x/h' },
    leftOut,
    missing,
  })
})

it.each([
  ['--data-binary', 'a\r\nb\n', 'a\r\nb\n'],
  ['--json', 'a\n', 'a\n'],
  ['-d', 'a\r\nb\n', 'ab'],
])('%s takes the standard input where it is known', (option, stdin, body) => {
  expect(readCurlWords({ words: ['x', option, '@-'], stdin })).toMatchObject({
    request: { body },
    missing: [],
  })
})

it('an inline body keeps its line ends', () => {
  expect(readCurlWords({ words: ['x', '-d', 'a\nb'], stdin: null })).toMatchObject({
    request: { body: 'a\nb' },
  })
})
