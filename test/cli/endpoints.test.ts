/** `endpoints` and `endpoint …`: saved destinations, every option of them, and no secret that was not asked for. */
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { defaultEndpointOptions } from '../../src/shared/endpoint.ts'
import { startReceiver } from '../support/receiver.ts'
import { type Cli, createCli } from './cli.ts'

const url = 'http://127.0.0.1:1/hooks'

type Options = Record<string, unknown>

async function save(cli: Cli, ...args: string[]): Promise<Options> {
  const { code, lines, errors } = await cli.json(['endpoint', 'save', ...args])
  expect({ code, errors }).toEqual({ code: 0, errors: [] })
  return lines[0]?.['options'] as Options
}

/** What is in a file is looked at when a connection needs it; here it is only to be there. */
const here = import.meta.filename

const everything = `--method=PUT --header=X-Shop:7 --header=Authorization:Bearer-9 --body-mode=standard
  --content-type=application/vnd.shop+json --compression=off --retry=5s,1d --max-attempts=0 --timeout=30s
  --connect-timeout=1500ms --concurrency=3 --jitter=20% --rate=100/m --ordered --breaker=5:30s --hold-while-refused
  --follow-redirects --no-http2 --insecure --ca=LICENSE --cert=${here} --key=${here}`.split(/\s+/)

const toDefault = `--method=default --remove-header=x-shop --remove-header=AUTHORIZATION --body-mode=default
  --content-type=default --compression=default --retry=default --max-attempts=default --timeout=default
  --connect-timeout=default --concurrency=default --jitter=none --rate=none --no-ordered --breaker=none
  --no-hold-while-refused --no-follow-redirects --http2 --no-insecure --ca=none --cert=none --key=none`.split(
  /\s+/,
)

it('saves every option, keeps what is not given, and brings the defaults back', async () => {
  const cli = createCli()
  await cli.serve()
  const saved = await save(cli, 'shop', '--url', url, ...everything)
  expect(saved).toEqual({
    method: 'PUT',
    headers: [
      ['X-Shop', '7'],
      ['Authorization', '***'],
    ],
    bodyMode: 'standard',
    contentType: 'application/vnd.shop+json',
    compression: 'off',
    retrySchedule: ['5s', '24h'],
    maxAttempts: 0,
    requestTimeoutMs: 30_000,
    connectTimeoutMs: 1_500,
    jitterPercent: 20,
    concurrency: 3,
    rateLimit: { count: 100, perMs: 60_000 },
    ordered: true,
    breaker: { failures: 5, probeAfterMs: 30_000 },
    holdWhileRefused: true,
    transport: {
      followRedirects: true,
      http2: false,
      tls: {
        verify: false,
        caFile: resolve('LICENSE'),
        certFile: here,
        keyFile: here,
      },
    },
  })
  expect(await save(cli, 'shop', '--rate', '10/s')).toEqual({
    ...saved,
    rateLimit: { count: 10, perMs: 1_000 },
  })
  expect(await save(cli, 'shop', '--header', 'x-shop: 8')).toMatchObject({
    headers: [
      ['Authorization', '***'],
      ['x-shop', '8'],
    ],
  })
  expect(await save(cli, 'shop', ...toDefault)).toEqual(defaultEndpointOptions)
})

it('refuses a TLS file that is not there', async () => {
  const { code, errors } = await createCli().json([
    'endpoint',
    'save',
    'shop',
    '--url',
    url,
    '--ca',
    'no.pem',
  ])
  expect(code).toBe(2)
  expect(errors).toMatchObject([
    { code: 'usage', message: expect.stringContaining(resolve('no.pem')) as string },
  ])
})

it('shows an endpoint to people, and its secrets only when asked', async () => {
  const cli = createCli()
  await save(cli, 'shop', '--url', url, ...everything)
  const shown = await cli.run(['endpoint', 'show', 'shop'])
  expect(shown.stdout).toMatch(new RegExp(`^shop {2}${url}\n`))
  for (const line of [
    /^ {2}header +Authorization: \*\*\*$/m,
    /^ {2}timeout +30s$/m,
    /^ {2}rate +100\/m$/m,
    /^ {2}breaker +5:30s \(opens after 5 failures in a row, probes after 30s\)$/m,
    /^ {2}certificates +not verified/m,
  ])
    expect(shown.stdout).toMatch(line)
  expect(shown.stdout).not.toContain('Bearer-9')
  expect((await cli.json(['endpoints'])).lines).toMatchObject([
    { options: { headers: [['X-Shop', '7'], ['Authorization', '***']] } }, // prettier-ignore
  ])
  expect((await cli.run(['endpoint', 'show', 'shop', '--secrets'])).stdout).toContain('Bearer-9')
})

it('hides what an attempt sent as credentials unless asked', async () => {
  const receiver = await startReceiver({
    answers: [{ status: 200, headers: { 'set-cookie': 'sid=biscuit' } }],
  })
  const cli = createCli()
  const secret = [
    '--header',
    'Authorization: Bearer 9',
    '--header',
    'X-Api-Key: k-1',
    '--header',
    'X-Shop: 7',
  ]
  const sent = await cli.json(['send', receiver.url, '--category', 'c', '--data', '1', ...secret])
  expect(receiver.requests[0]?.headers).toMatchObject({ authorization: 'Bearer 9', 'x-api-key': 'k-1' })
  const id = String(sent.lines[0]?.['id'])
  const { stdout } = await cli.run(['show', id, '--json'])
  expect(stdout).not.toMatch(/Bearer 9|k-1|biscuit/)
  expect(stdout).toContain('["X-Shop","7"]')
  const asked = await cli.run(['show', id, '--secrets'])
  for (const value of ['Bearer 9', 'k-1', 'sid=biscuit']) expect(asked.stdout).toContain(value)
})

it('lists how endpoints are, and what waits or has failed there', async () => {
  const receiver = await startReceiver({ answers: [200, 410] })
  const cli = createCli()
  expect(await cli.run(['endpoints'])).toEqual({ code: 0, stdout: '', stderr: 'No endpoints.\n' })
  await save(cli, 'shop', '--url', receiver.url)
  await cli.run(['send', '--endpoint', 'shop', '--category', 'c', '--data', '1'])
  await cli.run(['send', '--endpoint', 'shop', '--category', 'c', '--data', '1'])
  await cli.run(['send', '--endpoint', 'shop', '--category', 'c', '--data', '1'])
  await cli.run(['send', `${receiver.url}/other`, '--category', 'c', '--data', '1', '--at', '+1h'])
  const { stdout } = await cli.run(['endpoints'])
  const [head, ...rows] = stdout.trim().split('\n')
  expect(head).toMatch(/^NAME +STATE +WAITING +FAILED +SAVED +URL$/)
  expect(rows[0]).toMatch(new RegExp(`^shop +gone \\(410\\) +1 +1 +yes +${receiver.url}$`))
  expect(rows[1]).toMatch(/^127\.0\.0\.1:\d+\/hooks\/other +not used +1 +0 +no +http/)
  expect((await cli.json(['endpoints', '--saved'])).lines).toMatchObject([
    { name: 'shop', paused: 'gone', counts: { delivered: 1, failed: 1, held: 1 } },
  ])
})

it('pauses and resumes, and says what waits', async () => {
  const cli = createCli()
  await save(cli, 'shop', '--url', url)
  const event = [
    'send',
    '--endpoint',
    'shop',
    '--category',
    'c',
    '--data',
    '1',
    '--at',
    '+1h',
    '--copies',
    '3',
  ]
  await cli.run(event)
  expect(await cli.run(['endpoint', 'pause', 'shop'])).toEqual({
    code: 0,
    stdout: 'shop is paused. 3 deliveries wait for it.\n',
    stderr: '',
  })
  expect((await cli.json(['list', '--state', 'held'])).lines).toHaveLength(3)
  expect(await cli.run(['endpoint', 'resume', 'shop'])).toEqual({
    code: 0,
    stdout: 'shop goes on. 3 deliveries wait for it.\n',
    stderr: 'What waits is sent on when the application or `webhook-dispatcher drain` runs.\n',
  })
  expect((await cli.json(['list', '--state', 'scheduled'])).lines).toHaveLength(3)
})

it('renames and deletes; deliveries stay', async () => {
  const cli = createCli()
  await save(cli, 'shop', '--url', url)
  await save(cli, 'billing', '--url', `${url}/b`)
  await cli.run(['send', '--endpoint', 'shop', '--category', 'c', '--data', '1', '--at', '+1h'])
  await save(cli, 'shop', '--rename', 'store')
  expect(await cli.json(['endpoint', 'save', 'store', '--rename', 'billing'])).toMatchObject({
    code: 1,
    errors: [{ code: 'endpoint_exists' }],
  })
  expect(await cli.run(['endpoint', 'delete', 'store'])).toMatchObject({
    code: 0,
    stdout: `store is deleted. 1 delivery stays, with ${url}.\n`,
  })
  expect((await cli.json(['endpoints', '--saved'])).lines).toMatchObject([{ name: 'billing' }])
  expect((await cli.json(['list'])).lines).toMatchObject([{ state: 'scheduled', url }])
})

const misused: [what: string, args: string[], sentence: RegExp][] = [
  ['a rate without a span', ['--rate', '10'], /10\/s, 100\/m or none/],
  ['a breaker without a wait', ['--breaker', '5'], /5:30s/],
  ['a timeout without a unit', ['--timeout', '30'], /not a duration/],
  ['a body mode that is none', ['--body-mode', 'xml'], /envelope, raw, standard/],
]

it.each(misused)('%s: wrong usage', async (_what, args, sentence) => {
  const { code, stdout, stderr } = await createCli().run(['endpoint', 'save', 'shop', '--url', url, ...args])
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(sentence)
})

it('refuses what there is not, and what cannot be, with code and field', async () => {
  const cli = createCli()
  await save(cli, 'shop', '--url', url)
  expect(await cli.run(['endpoint', 'pause', 'shoq'])).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'error: There is no endpoint "shoq". Did you mean "shop"? See them with `webhook-dispatcher endpoints`. (endpoint)\n',
  })
  expect((await cli.run(['endpoint', 'save', 'other', '--timeout', '3s'])).stderr).toBe(
    'error: There is no endpoint "other". A new one needs --url. (endpoint)\n',
  )
  expect(await cli.json(['endpoint', 'save', 'shop', '--jitter', '51'])).toMatchObject({
    code: 1,
    errors: [{ code: 'count_invalid', details: { field: 'options.jitterPercent' } }],
  })
})
