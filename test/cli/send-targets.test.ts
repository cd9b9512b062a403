/** `send` to endpoints, at a time, in other body modes, in copies. */
import { expect, it } from 'vitest'
import { startReceiver } from '../support/receiver.ts'
import { createCli } from './cli.ts'

const event = ['--category', 'c', '--data', '{"n":1}']

it('sends one event to several endpoints, named by name and by id, as each of them is set up', async () => {
  const shop = await startReceiver()
  const billing = await startReceiver()
  const cli = createCli()
  await cli.run(['endpoint', 'save', 'shop', '--url', shop.url, '--header', 'X-Shop: 7'])
  const saved = await cli.json(['endpoint', 'save', 'billing', '--url', billing.url, '--body-mode', 'raw'])
  const id = String(saved.lines[0]?.['id'])

  const sent = await cli.json(['send', '--endpoint', 'shop', '--endpoint', id, ...event])
  expect(sent).toMatchObject({
    code: 0,
    errors: [],
    lines: [
      { url: shop.url, state: 'delivered' },
      { url: billing.url, state: 'delivered' },
    ],
  })
  expect(new Set(sent.lines.map(({ eventId }) => eventId)).size).toBe(1)
  expect(shop.requests[0]?.headers['x-shop']).toBe('7')
  expect(billing.requests[0]?.body.toString()).toBe('{"n":1}')
})

it('refuses an unknown endpoint, names near ones, and stores nothing', async () => {
  const cli = createCli()
  await cli.run(['endpoint', 'save', 'billing', '--url', 'http://127.0.0.1:1/a'])
  await cli.run(['endpoint', 'save', 'shop', '--url', 'http://127.0.0.1:1/b'])
  expect(await cli.json(['send', '--endpoint', 'shop', '--endpoint', 'biling', ...event])).toMatchObject({
    code: 1,
    lines: [],
    errors: [
      {
        code: 'endpoint_unknown',
        message: expect.stringMatching(/"biling"\. Did you mean "billing"\?/) as string,
      },
    ],
  })
  expect((await cli.json(['list'])).lines).toEqual([])
})

it('tells apart URLs that share a name by their ids', async () => {
  const cli = createCli()
  const { ask } = await cli.serve()
  await ask('queue.pause', {})
  for (const url of ['http://127.0.0.1:1/x', 'https://127.0.0.1:1/x'])
    await ask('event.send', { url, category: 'c', data: '1' })
  const refused = await cli.json(['send', '--endpoint', '127.0.0.1:1/x', ...event])
  expect(refused).toMatchObject({ code: 1, lines: [], errors: [{ code: 'endpoint_ambiguous' }] })
  const [id] = /[0-9a-f-]{36}/.exec(String(refused.errors[0]?.['message'])) ?? []
  expect(await cli.json(['send', '--endpoint', String(id), ...event])).toMatchObject({ code: 0 })
})

it('sends at a time: so long from now, in a zone, in local time', async () => {
  const receiver = await startReceiver()
  const cli = createCli()
  const at = async (time: string, env: NodeJS.ProcessEnv = {}): Promise<unknown> => {
    const { stdout } = await cli.run(['send', receiver.url, ...event, '--at', time, '--json'], { env })
    return (JSON.parse(stdout) as { nextAttemptAt: string }).nextAttemptAt
  }
  const before = Date.now()
  const inTenMinutes = Date.parse(String(await at('+10m')))
  expect(inTenMinutes).toBeGreaterThanOrEqual(before + 600_000)
  expect(inTenMinutes).toBeLessThanOrEqual(Date.now() + 600_000)
  expect(await at('2126-11-23T22:03:40+02:00')).toBe('2126-11-23T20:03:40.000Z')
  expect(await at('2126-11-23 22:03', { TZ: 'Asia/Tokyo' })).toBe('2126-11-23T13:03:00.000Z')
  expect(receiver.requests).toHaveLength(0)
  expect((await cli.json(['list', '--state', 'scheduled'])).lines).toHaveLength(3)
})

it('sends at once when the time is past, and says so', async () => {
  const receiver = await startReceiver()
  const sent = await createCli().run(['send', receiver.url, ...event, '--at', '2001-01-01'])
  expect(sent.stdout).toContain('Delivered to')
  expect(sent.stderr).toBe('The time is past already, so it is sent at once.\n')
})

it('passes on body mode, content type, compression and copies', async () => {
  const receiver = await startReceiver()
  const cli = createCli()
  const text = 'word '.repeat(500)
  const raw = ['--body-mode', 'raw', '--content-type', 'text/plain', '--compression', 'gzip', '--copies', '2']
  const { lines } = await cli.json(['send', receiver.url, '--category', 'c', '--data', text, ...raw])
  expect(lines).toMatchObject([{ state: 'delivered' }, { state: 'delivered' }])
  expect(new Set(lines.map(({ eventId }) => eventId)).size).toBe(2)
  expect(receiver.requests).toHaveLength(2)
  expect(receiver.requests[0]?.decoded.toString()).toBe(text)
  expect(receiver.requests[0]?.headers).toMatchObject({
    'content-type': 'text/plain',
    'content-encoding': 'gzip',
  })
})

it('spaces copies and expands placeholders, each in its own', async () => {
  const receiver = await startReceiver()
  const cli = createCli()
  const data = '{"n":{{index}},"id":"{{uuid}}"}'
  const typed = [...event.slice(0, 2), '--data', data, '--body-mode', 'raw']
  const spaced = ['--copies', '3', '--every', '20ms', '--placeholders', '--wait']
  const { code, lines } = await cli.json(['send', receiver.url, ...typed, ...spaced])
  expect(code).toBe(0)
  expect(lines).toHaveLength(3)
  const bodies = receiver.requests.map(({ body }) => JSON.parse(body.toString()) as { n: number; id: string })
  expect(bodies.map(({ n }) => n).toSorted((a, b) => a - b)).toEqual([1, 2, 3])
  expect(new Set(bodies.map(({ id }) => id)).size).toBe(3)
  await cli.run(['send', receiver.url, ...event.slice(0, 2), '--data', '"{{uuid}}"', '--body-mode', 'raw'])
  expect(receiver.requests[3]?.body.toString()).toBe('"{{uuid}}"')
  expect((await cli.run(['send', receiver.url, ...event, '--every', '1s'])).code).toBe(2)
})

it('does not wait for a paused endpoint that nobody can resume, and names every delivery', async () => {
  const receiver = await startReceiver()
  const cli = createCli()
  await cli.run(['endpoint', 'save', 'shop', '--url', receiver.url])
  await cli.run(['endpoint', 'save', 'other', '--url', `${receiver.url}/other`])
  await cli.run(['endpoint', 'pause', 'shop'])
  const both = ['--endpoint', 'shop', '--endpoint', 'other']
  expect(await cli.json(['send', ...both, ...event, '--wait'])).toMatchObject({
    code: 1,
    lines: [{ state: 'held' }, { state: 'delivered' }],
    errors: [{ code: 'endpoint_paused' }],
  })
  expect(await cli.json(['send', '--endpoint', 'shop', ...event])).toMatchObject({
    lines: [{ state: 'held' }],
  })
})

it('does not wait where nobody listens and attempts are not used up', async () => {
  const receiver = await startReceiver()
  await receiver.close()
  const cli = createCli()
  await cli.run(['endpoint', 'save', 'shop', '--url', receiver.url, '--hold-while-refused'])
  const startedAt = performance.now()
  const { lines } = await cli.json(['send', '--endpoint', 'shop', ...event, '--copies', '20'])
  expect(performance.now() - startedAt).toBeLessThan(9_000)
  expect(lines).toHaveLength(20)
  expect(lines[0]).toMatchObject({ state: 'queued', attemptCount: 0 })
  await startReceiver({ port: receiver.port })
  // Asked again first: somebody may listen by now.
  expect((await cli.json(['send', '--endpoint', 'shop', ...event])).lines).toMatchObject([
    { state: 'delivered' },
  ])
})
