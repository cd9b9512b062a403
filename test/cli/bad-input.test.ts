/** What is wrong is said in a sentence with a code and an exit code; nothing is stored and nothing goes out. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startReceiver } from '../support/receiver.ts'
import { createCli } from './cli.ts'

const category = ['--category', 'c']
const data = ['--data', '{}']

/** As `code at field`. */
const refused: [what: string, args: (url: string, dir: string) => string[], wrong: string][] = [
  ['a URL of another kind', () => ['ftp://localhost/x', ...category, ...data], 'url_invalid at url'],
  ['no URL', () => ['nonsense', ...category, ...data], 'url_invalid at url'],
  ['an empty category', (url) => [url, '--category', ' ', ...data], 'category_invalid at category'],
  ['broken JSON', (url) => [url, ...category, '--data', '{"id":'], 'json_invalid at data'],
  ['nothing as JSON', (url) => [url, ...category, '--data', ''], 'json_invalid at data'],
  ['a byte order mark', file('bom.json'), 'json_invalid at data'],
  ['bytes that are no UTF-8', file('latin1.json'), 'data_invalid at data'],
  ['a file that is not there', file('none.json'), 'file_unreadable at dataFile'],
  ['a file beyond the limit', file('large.json'), 'body_too_large at data'],
  ['a bad wait', event('--retry', '5s,soon'), 'duration_invalid at retrySchedule.1'],
  ['too many attempts', event('--max-attempts', '1000000'), 'count_invalid at maxAttempts'],
  ['a bad event id', event('--event-id', 'a.b'), 'event_id_invalid at eventId'],
  ['a bad method', event('--method', 'connect'), 'method_invalid at method'],
  ['a framing header', event('--header', 'Content-Length: 3'), 'header_invalid at headers.0.0'],
]

function event(...args: string[]): (url: string) => string[] {
  return (url) => [url, ...category, ...data, ...args]
}

function file(name: string): (url: string, dir: string) => string[] {
  return (url, dir) => [url, ...category, '--data-file', join(dir, name)]
}

it.each(refused)('%s: refused, nothing stored', async (_what, args, wrong) => {
  const [code, field] = wrong.split(' at ')
  const receiver = await startReceiver()
  const cli = createCli()
  writeFileSync(join(cli.dataDir, 'bom.json'), '\uFEFF{}')
  writeFileSync(join(cli.dataDir, 'latin1.json'), Buffer.from([0x22, 0xe9, 0x22]))
  if (code === 'body_too_large')
    writeFileSync(join(cli.dataDir, 'large.json'), Buffer.alloc(26 * 1024 * 1024, '1'))
  const sent = await cli.json(['send', ...args(receiver.url, cli.dataDir)])
  expect(sent).toMatchObject({ code: 1, lines: [], errors: [{ code, details: { field } }] })
  expect(await cli.json(['list'])).toEqual({ code: 0, lines: [], errors: [] })
  expect(receiver.requests).toHaveLength(0)
})

const misused: [what: string, args: string[], sentence: RegExp][] = [
  ['no payload', ['send', 'http://localhost', ...category], /--data or --data-file/],
  ['two payloads', ['send', 'http://localhost', ...category, ...data, '--data-file', '-'], /not both/],
  ['no category', ['send', 'http://localhost', ...data], /such as --category order\.created/],
  ['a slip of the pen', ['send', 'http://x/', '--catgory', 'c', ...data], /Did you mean --category/],
  ['a look ahead', ['list', '--since', '1h'], /or -1h for an hour ago/],
  ['no URL at all', ['send', ...category, ...data], /a URL or --endpoint/],
  [
    'a URL and an endpoint',
    ['send', 'http://localhost', '--endpoint', 'x', ...category, ...data],
    /a URL or --endpoint, and not both/,
  ],
  [
    'a time that is none',
    ['send', 'http://localhost', ...category, ...data, '--at', 'tomorrow'],
    /2026-11-23T22:03:40Z, or \+10m/,
  ],
  [
    'a header without a colon',
    ['send', 'http://localhost', ...category, ...data, '--header', 'X'],
    /'Name: value'/,
  ],
  [
    'attempts that are no number',
    ['send', 'http://localhost', ...category, ...data, '--max-attempts', '-1'],
    /whole number/,
  ],
  ['a limit of nothing', ['list', '--limit', '0'], /at least 1/],
  ['a state that is none', ['list', '--state', 'gone'], /scheduled, queued/],
  ['an odd replay', ['replay', 'x', '--as', 'old'], /redeliver, new/],
  ['no delivery', ['show'], /delivery-id/],
  ['a timeout without a unit', ['drain', '--timeout', '60'], /not a duration/],
  ['a port out of range', ['serve', '--port', '65536'], /at most 65535/],
  ['an unknown option', ['list', '--bogus'], /unknown option '--bogus'/i],
  ['an unknown command', ['bogus'], /unknown command 'bogus'/i],
]

it.each(misused)('%s: wrong usage', async (_what, args, sentence) => {
  const cli = createCli()
  const { code, lines, errors } = await cli.json(args)
  expect({ code, lines }).toEqual({ code: 2, lines: [] })
  expect(errors).toEqual([
    {
      code: 'usage',
      message: expect.stringMatching(sentence) as string,
      details: expect.anything() as object,
    },
  ])
  const inWords = await cli.run(args)
  expect(inWords).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/^error: [A-Z'].*\n$/) as string,
  })
})

it('an event id that exists is refused', async () => {
  const receiver = await startReceiver()
  const cli = createCli()
  const event = ['send', receiver.url, ...category, ...data, '--event-id', 'evt_1']
  await cli.json(event)
  expect(await cli.json(event)).toMatchObject({ code: 1, lines: [], errors: [{ code: 'event_exists' }] })
  expect(receiver.requests).toHaveLength(1)
})

it('names the field and shows no stack', async () => {
  const { code, stdout, stderr } = await createCli().run(['send', 'ftp://x', ...category, ...data])
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toBe('error: ftp:// is not supported. Use http:// or https://. (url)\n')
})
