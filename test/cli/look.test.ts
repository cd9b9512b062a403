/** `list`, `show`, `stats`: they look, and send nothing. */
import { expect, it } from 'vitest'
import { startReceiver } from '../support/receiver.ts'
import { createCli } from './cli.ts'

it('shows every attempt in exactly the promised fields', async () => {
  const receiver = await startReceiver({
    answers: [{ status: 503, headers: { 'x-reason': 'busy' }, body: 'later' }, 200],
  })
  const cli = createCli()
  const sent = await cli.json([
    'send',
    receiver.url,
    '--category',
    'c',
    '--data',
    '1',
    '--retry',
    '0s',
    '--wait',
  ])
  const { code, lines } = await cli.json(['show', String(sent.lines[0]?.['id'])])
  expect(code).toBe(0)
  const [delivery = {}] = lines
  expect(Object.keys(delivery)).toEqual([...Object.keys(sent.lines[0] ?? {}), 'waitsFor', 'attempts'])
  const number = expect.any(Number) as number
  const timings = { dnsMs: null, connectMs: number, tlsMs: null, firstByteMs: number, totalMs: number }
  expect((delivery['attempts'] as unknown[])[0]).toStrictEqual({
    number: 1,
    startedAt: expect.stringMatching(/Z$/) as string,
    outcome: 'failed',
    statusCode: 503,
    errorCode: null,
    errorMessage: null,
    timings,
    requestHeaders: expect.arrayContaining([['webhook-attempt', '1']]) as string[][],
    requestBytes: receiver.requests[0]?.body.length,
    contentEncoding: null,
    responseHeaders: expect.arrayContaining([['x-reason', 'busy']]) as string[][],
    responseBody: 'later',
    responseBytes: 5,
  })
  expect(delivery['attempts']).toMatchObject([
    { number: 1 },
    { number: 2, outcome: 'delivered', statusCode: 200 },
  ])
})

it('shows a delivery to people, and no escape sequence of whoever answered', async () => {
  const receiver = await startReceiver({ answers: [{ status: 200, body: 'ok \u001B[2J\u202Etxt' }] })
  const cli = createCli()
  const sent = await cli.json(['send', receiver.url, '--category', 'order.created', '--data', '1'])
  const { stdout } = await cli.run(['show', String(sent.lines[0]?.['id'])])
  expect(stdout).toContain(`order.created  POST ${receiver.url}\n`)
  expect(stdout).toMatch(/Attempt 1 {2}\d{4}-.* {2}200 OK {2}[\d.]+ ms \(connect/)
  expect(stdout).toContain('\n    ok \\x1b[2J\\u202etxt\n')
})

it('says why an attempt failed', async () => {
  const cli = createCli()
  const sent = await cli.json([
    'send',
    'http://127.0.0.1:1/x',
    '--category',
    'c',
    '--data',
    '1',
    '--max-attempts',
    '1',
    '--wait',
  ])
  const id = String(sent.lines[0]?.['id'])
  const { lines } = await cli.json(['show', id])
  expect(lines).toMatchObject([{ attempts: [{ statusCode: null, errorCode: 'refused', responseBody: '' }] }])
  expect((await cli.run(['show', id])).stdout).toMatch(/Connection refused on 127\.0\.0\.1:1/)
})

it('refuses to show a delivery that there is not', async () => {
  const cli = createCli()
  expect(await cli.json(['show', 'nope'])).toMatchObject({
    code: 1,
    lines: [],
    errors: [{ code: 'delivery_unknown' }],
  })
})

it('lists newest first, filtered and limited', async () => {
  const receiver = await startReceiver({ answers: [200, 200, 410] })
  const cli = createCli()
  for (const category of ['a', 'b', 'b'])
    await cli.run(['send', receiver.url, '--category', category, '--data', '1'])
  const list = async (...args: string[]): Promise<unknown[]> =>
    (await cli.json(['list', ...args])).lines.map(({ category, state }) => [category, state])
  expect(await list()).toEqual([['b', 'failed'], ['b', 'delivered'], ['a', 'delivered']]) // prettier-ignore
  expect(await list('--state', 'delivered')).toEqual([['b', 'delivered'], ['a', 'delivered']]) // prettier-ignore
  expect(await list('--category', 'a')).toEqual([['a', 'delivered']])
  expect(await list('--text', String(receiver.port), '--limit', '1')).toEqual([['b', 'failed']])
  expect(await list('--text', 'nowhere')).toEqual([])
})

it('lists more than one page', async () => {
  const cli = createCli()
  const application = await cli.serve()
  await application.ask('queue.pause', {})
  await application.ask('event.send', { url: 'http://127.0.0.1:1/', category: 'c', data: '1', copies: 700 })
  const { lines } = await cli.json(['list', '--limit', '650'])
  expect(new Set(lines.map(({ id }) => id)).size).toBe(650)
})

it('prints a table for people, and says that there is more', async () => {
  const receiver = await startReceiver()
  const cli = createCli()
  expect(await cli.run(['list'])).toEqual({ code: 0, stdout: '', stderr: 'No deliveries.\n' })
  for (const category of ['a', 'order.created'])
    await cli.run(['send', receiver.url, '--category', category, '--data', '1'])
  const { stdout, stderr } = await cli.run(['list', '--limit', '1'])
  expect(stdout.split('\n')).toHaveLength(3)
  expect(stdout).toMatch(/^ID {36}STATE {6}TRIES {2}LAST {2}CATEGORY {7}URL .*CREATED\n/)
  expect(stdout).toMatch(/\n[0-9a-f-]{36} {2}delivered {2}1\/30 {3}200 {3}order\.created {2}http/)
  expect(stderr).toMatch(/1 delivery more/)
})

it('looks without sending what is due', async () => {
  const receiver = await startReceiver({ answers: [503] })
  const cli = createCli()
  await cli.run(['send', receiver.url, '--category', 'c', '--data', '1', '--retry', '0s,1ms'])
  const before = receiver.requests.length
  const stats = await cli.json(['stats'])
  await cli.json(['list'])
  expect(stats).toMatchObject({
    code: 0,
    lines: [{ counts: { retrying: 1, delivered: 0 }, queue: { paused: false } }],
  })
  expect(receiver.requests).toHaveLength(before)
  expect((await cli.run(['stats'])).stdout).toMatch(/^retrying +1$/m)
})

it('gives the payload and the body to the last byte', async () => {
  const cli = createCli()
  const payload = '{ "n": 9007199254740993,\r\n "u": "\\u00e9é" }\n'
  const args = ['send', 'http://127.0.0.1:1/', '--category', 'c', '--data-file', '-', '--at', '+1h']
  const { lines } = await cli.json(args, { stdin: payload })
  const id = String(lines[0]?.['id'])
  expect((await cli.run(['show', id, '--payload'])).stdout).toBe(payload)
  const body = (await cli.run(['show', id, '--body'])).stdout
  expect(body).toContain(payload)
  expect(body).toMatch(/^\{"category":"c",.*\}$/s)
  expect(await cli.run(['show', id, '--body', '--payload'])).toMatchObject({ code: 2, stdout: '' })
  expect(await cli.run(['show', 'nobody', '--payload'])).toMatchObject({ code: 1, stdout: '' })
})
