/** Scripts with curl commands, as people keep them. */
import { expect, it } from 'vitest'
import { readCurlScript } from '../../../src/engine/queue-files/read-curl-script.ts'
import { Refusal } from '../../../src/shared/result.ts'
import { deliveriesOf, messageOf, outcomesOf } from '../../support/queue-files/items.ts'

it('a script with several, comments and other commands', () => {
  const script = `#!/usr/bin/env bash
# The first one; it isn't "quoted".
set -euo pipefail

curl -sS -X POST 'http://localhost:3000/a' \\
  -H 'Content-Type: application/json' \\
  -H 'webhook-id: evt_1' -H 'webhook-attempt: 3' \\
  --data-raw '{"a": "it'\\''s # no comment; at all"}' > /dev/null 2>&1 # done
echo "next" && curl http://localhost:3000/b -d x=1 -d y=2 | jq .
for i in 1 2; do /usr/bin/curl -I localhost:3000/c; done
`
  const items = [...readCurlScript(script)]
  expect(items.map(({ line, place }) => `${place} ${line}`)).toEqual(['line 5', 'line 9', 'line 10'])
  expect(deliveriesOf(items)).toMatchObject([
    {
      eventId: 'evt_1',
      category: 'post /a',
      method: 'POST',
      url: 'http://localhost:3000/a',
      headers: [],
      contentType: 'application/json',
      bodyMode: 'raw',
      data: `{"a": "it's # no comment; at all"}`,
    },
    { method: 'POST', data: 'x=1&y=2', contentType: 'application/x-www-form-urlencoded' },
    { method: 'HEAD', url: 'http://localhost:3000/c', data: '' },
  ])
})

it('is the same with the line ends of Windows', () => {
  const script = "curl http://x/a \\\r\n  -d 'b'\r\n\r\n# c\r\ncurl http://x/d\r\n"
  expect(deliveriesOf(readCurlScript(script))).toMatchObject([{ data: 'b' }, { url: 'http://x/d', data: '' }])
})

it.each([
  ['a here-document', "curl x --data-binary @- <<'EOF'\n{\n  $1\n}\nEOF\ncurl y", '{\n  $1\n}\n'],
  ['one with tabs before it', 'curl x --data-binary @- <<-END\n\tone\n\tEND\n', 'one\n'],
  ['-d, which drops line ends', 'curl x -d @- <<EOF\na\nb\nEOF\n', 'ab'],
  ['a here-string', "curl x --data-binary @- <<< 'a b'", 'a b\n'],
  ['printf', `printf '%s' 'a%b\\n' | curl x --data-binary @-`, 'a%b\\n'],
  ['printf with escapes', String.raw`printf '%b' 'a\\n\0000b' | curl x --data-binary @-`, 'a\\n\0b'],
  ['echo', 'echo -n "a  b" |\n  curl x --json @-', 'a  b'],
  ['cat', "cat <<'EOF' | curl x --data-binary @-\na\nEOF\n", 'a\n'],
])('the standard input is known of %s', (_name, script, data) => {
  expect(deliveriesOf(readCurlScript(script))[0]).toMatchObject({ data })
})

it.each([
  ['a variable', 'curl "http://x/$ID"', /uses \$ID,/],
  ['a variable in no quotes', 'curl http://x/${ID}/a', /uses \$\{ID\},/],
  ['a command', 'curl x -d "$(date)"', /uses \$\(…\),/],
  ['a command that is piped', 'echo "$BODY" | curl x -d @-', /uses \$BODY,/],
  ['a file', 'curl x -d @body.json', /the file body\.json/],
  ['an unknown input', 'jq . a.json | curl x -d @-', /the standard input/],
  ['a form', 'curl x -F file=@a.png', /--form file=@a\.png/],
  ['two addresses', 'curl http://x/a http://x/b', /http:\/\/x\/b/],
  ['no address', 'curl -X POST', /no URL/],
  ['another scheme', 'curl ftp://x/a', /not supported/],
])('%s is a problem of its command', (_name, script, sentence) => {
  expect(messageOf(readCurlScript(script))).toMatch(sentence)
})

it('what only tells how it travels is passed over', () => {
  const script = 'curl -k -L --http1.1 -o out.txt -m 5 --retry 3 -# -4 --compressed http://x/a -d 1'
  expect(deliveriesOf(readCurlScript(script))).toMatchObject([{ url: 'http://x/a', data: '1' }])
})

it('what stands before a quote that is not closed is read', () => {
  expect(outcomesOf(readCurlScript(`curl a\ncurl b -d 'c\ncurl d`))).toEqual(['1 read', '2 curl_invalid'])
  expect(outcomesOf(readCurlScript(`curl a\ncurl b -d @- <<EOF\nc`))).toEqual(['1 read', '2 curl_invalid'])
})

it.each(['', '#!/bin/bash\necho curl\n', '{"a":1}', "it's"])('%j has no curl command', (text) => {
  const read = (): unknown => [...readCurlScript(text)]
  expect(read).toThrow(Refusal)
  expect(read).toThrow('There is no curl command in this file.')
})

// Quadratic work would outlast the test.
it('megabytes in quotes and without', () => {
  const body = `${'\\"a'.repeat(500_000)}\\\\ü`.repeat(2)
  const [delivery] = deliveriesOf(readCurlScript(`curl x -d "${body}"\n`))
  expect(delivery?.data).toHaveLength(2 * (2 * 500_000 + 2))
  expect(outcomesOf(readCurlScript(`curl x -d $'${body}`))).toEqual(['1 curl_invalid'])
  expect(outcomesOf(readCurlScript(`curl ${'x'.repeat(3_000_000)}`))).toEqual(['1 url_invalid'])
})
