/** `send`: what goes out is what was given, and the command ends when it said it would. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startReceiver } from '../support/receiver.ts'
import { createCli } from './cli.ts'

const anId = expect.stringMatching(/^[0-9a-f-]{36}$/) as string
const anInstant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string

it('answers with the delivery, in exactly the promised fields', async () => {
  const receiver = await startReceiver()
  const { code, lines, errors } = await createCli().json([
    'send',
    receiver.url,
    '--category',
    'order.created',
    '--data',
    '{"id":1}',
  ])
  expect({ code, errors }).toEqual({ code: 0, errors: [] })
  expect(lines).toStrictEqual([
    {
      id: anId,
      eventId: anId,
      category: 'order.created',
      url: receiver.url,
      method: 'POST',
      state: 'delivered',
      attemptCount: 1,
      maxAttempts: 30,
      retrySchedule: expect.arrayContaining(['5s', '24h']) as string[],
      nextAttemptAt: null,
      createdAt: anInstant,
    },
  ])
  expect(receiver.requests).toHaveLength(1)
})

const payload = '{ "big": 12345678901234567890,\r\n\t"é": "\\u00e9 \u{1F600}", "a":1.0 }\n'

it.each(['file', 'standard input', 'command line'])(
  'sends the payload of the %s byte for byte',
  async (source) => {
    const receiver = await startReceiver()
    const cli = createCli()
    const file = join(cli.dataDir, 'payload.json')
    writeFileSync(file, payload)
    const given =
      {
        file: ['--data-file', file],
        'standard input': ['--data-file', '-'],
        'command line': ['--data', payload],
      }[source] ?? []
    const { code } = await cli.run(['send', receiver.url, '--category', 'c', ...given], {
      stdin: source === 'standard input' ? payload : '',
    })
    expect(code).toBe(0)
    expect(receiver.requests[0]?.body.toString('utf8')).toContain(`"data":${payload}}`)
  },
)

it('passes on id, headers, method, waits and the number of attempts', async () => {
  const receiver = await startReceiver()
  const { lines } = await createCli().json([
    'send',
    receiver.url,
    '--category',
    'c',
    '--data',
    '1',
    '--event-id',
    'evt_7',
    '--method',
    'PUT',
    '--header',
    'X-Shop: 7',
    '--header',
    'Authorization: Bearer a:b',
    '--retry',
    '5s, 1d',
    '--max-attempts',
    '3',
  ])
  expect(lines).toMatchObject([
    { eventId: 'evt_7', method: 'PUT', retrySchedule: ['5s', '24h'], maxAttempts: 3 },
  ])
  const [request] = receiver.requests
  expect(request).toMatchObject({
    method: 'PUT',
    headers: { 'webhook-id': 'evt_7', authorization: 'Bearer a:b' },
  })
  expect(request?.rawHeaders).toContainEqual(['X-Shop', '7'])
})

it('takes an empty --retry as an empty list', async () => {
  const receiver = await startReceiver()
  const { lines } = await createCli().json([
    'send',
    receiver.url,
    '--category',
    'c',
    '--data',
    '1',
    '--retry',
    '',
  ])
  expect(lines).toMatchObject([{ retrySchedule: [] }])
})

it('makes one attempt without --wait, and says what becomes of the rest', async () => {
  const receiver = await startReceiver({ answers: [503] })
  const cli = createCli()
  const { code, stdout, stderr } = await cli.run([
    'send',
    receiver.url,
    '--category',
    'c',
    '--data',
    '1',
    '--retry',
    '1h',
  ])
  expect({ code, requests: receiver.requests.length }).toEqual({ code: 0, requests: 1 })
  expect(stdout).toMatch(/Retrying .*attempt 1 failed \(503\); the next is due at \d{4}-/)
  expect(stderr).toMatch(/when the application or `webhook-dispatcher drain` runs/)
})

it('lets an attempt that is on its way end before it does', async () => {
  const receiver = await startReceiver({ answers: ['hang'] })
  const sending = createCli().json(['send', receiver.url, '--category', 'c', '--data', '1'])
  await receiver.waitFor(1)
  receiver.release()
  expect(await sending).toMatchObject({ code: 0, lines: [{ state: 'delivered', attemptCount: 1 }] })
})

it('waits through 503, 503, 200', async () => {
  const receiver = await startReceiver({ answers: [503, 503, 200] })
  const { code, lines } = await createCli().json([
    'send',
    receiver.url,
    '--category',
    'c',
    '--data',
    '1',
    '--retry',
    '0s,10ms',
    '--wait',
  ])
  expect(code).toBe(0)
  expect(lines).toMatchObject([{ state: 'delivered', attemptCount: 3 }])
  expect(receiver.requests.map(({ headers }) => headers['webhook-attempt'])).toEqual(['1', '2', '3'])
})

it('ends with 3 when what it waits for fails, and when it is canceled', async () => {
  const receiver = await startReceiver({ answers: [500] })
  const cli = createCli()
  const event = ['send', receiver.url, '--category', 'c', '--data', '1', '--wait']
  expect(await cli.json([...event, '--retry', '0s', '--max-attempts', '2'])).toMatchObject({
    code: 3,
    lines: [{ state: 'failed', attemptCount: 2 }],
    errors: [],
  })

  await cli.serve()
  const waiting = cli.json([...event, '--retry', '1h'])
  await receiver.waitFor(3)
  const { lines } = await cli.json(['list', '--limit', '1'])
  await cli.json(['cancel', String(lines[0]?.['id'])])
  expect(await waiting).toMatchObject({ code: 3, lines: [{ state: 'canceled' }] })
})

it('refuses to wait for a paused queue that nobody can resume, and keeps the event', async () => {
  const receiver = await startReceiver()
  const cli = createCli()
  const application = await cli.serve()
  await application.ask('queue.pause', {})
  await application.end('SIGTERM')

  const event = ['send', receiver.url, '--category', 'c', '--data', '1']
  const waited = await cli.json([...event, '--wait'])
  expect(waited).toMatchObject({ code: 1, lines: [{ state: 'queued' }], errors: [{ code: 'queue_paused' }] })
  expect(await cli.json(event)).toMatchObject({ code: 0, lines: [{ state: 'queued' }] })
  expect(receiver.requests).toHaveLength(0)
})

it('gives back what is on its way when it is interrupted', async () => {
  const receiver = await startReceiver({ answers: ['hang'] })
  const cli = createCli()
  const child = cli.start(['send', receiver.url, '--category', 'c', '--data', '1', '--wait', '--json'])
  await receiver.waitFor(1)
  child.kill('SIGINT')
  receiver.release()
  await new Promise((resolve) => child.once('close', resolve))
  const { lines } = await cli.json(['list'])
  expect(lines).toMatchObject([{ state: 'delivered', attemptCount: 1 }])
})
