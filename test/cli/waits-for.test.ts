/** `show` says what a delivery waits for, besides the time of its next attempt. */
import { expect, it } from 'vitest'
import { startReceiver } from '../support/receiver.ts'
import { type Cli, createCli, type Serving } from './cli.ts'

type Ask = Serving['ask']

async function endpoint(ask: Ask, name: string, input: Record<string, unknown>): Promise<string> {
  const { value } = (await ask('endpoint.save', { name, ...input })) as { value: { id: string } }
  return value.id
}

async function sent(ask: Ask, event: Record<string, unknown>): Promise<string> {
  const answer = await ask('event.send', { category: 'c', data: '1', ...event })
  const { deliveries } = answer['value'] as { deliveries: { id: string }[] }
  return deliveries.at(-1)?.id ?? ''
}

async function waitsFor(cli: Cli, id: string): Promise<{ code: string; message: string }[]> {
  const { lines } = await cli.json(['show', id])
  return lines[0]?.['waitsFor'] as { code: string; message: string }[]
}

const codesOf = async (cli: Cli, id: string): Promise<string[]> =>
  (await waitsFor(cli, id)).map(({ code }) => code)

it('a time, a release, an endpoint, the queue', async () => {
  const cli = createCli()
  const { ask } = await cli.serve()
  const url = 'http://127.0.0.1:1/hooks'
  const scheduled = await sent(ask, { url, sendAt: Date.now() + 3_600_000 })
  expect(await waitsFor(cli, scheduled)).toEqual([
    { code: 'scheduled', message: expect.stringMatching(/^\d{4}-.*scheduled for$/) as string },
  ])
  await ask('delivery.hold', { ids: [scheduled] })
  expect(await codesOf(cli, scheduled)).toEqual(['held'])

  const shop = await endpoint(ask, 'shop', { url: 'http://127.0.0.1:1/shop' })
  await ask('endpoint.pause', { id: shop })
  const paused = await sent(ask, { endpointIds: [shop] })
  expect(await waitsFor(cli, paused)).toEqual([
    { code: 'endpoint_paused', message: expect.stringMatching(/^its endpoint shop, .* since \d/) as string },
  ])
  await ask('queue.pause', {})
  const queued = await sent(ask, { url })
  expect(await codesOf(cli, queued)).toEqual(['queue_paused'])
  expect((await cli.run(['show', queued])).stdout).toMatch(/^ {2}waits for the queue, which is paused$/m)
})

it('a receiver that is gone, a breaker, somebody to listen', async () => {
  const receiver = await startReceiver({ answers: [410, 500] })
  const closed = await startReceiver()
  await closed.close()
  const cli = createCli()
  const { ask } = await cli.serve()
  const gone = await endpoint(ask, 'gone', { url: receiver.url })
  await ask('delivery.wait', { ids: [await sent(ask, { endpointIds: [gone] })] })
  expect(await waitsFor(cli, await sent(ask, { endpointIds: [gone] }))).toEqual([
    { code: 'endpoint_gone', message: expect.stringContaining('answered 410 (Gone)') as string },
  ])

  const breaker = { failures: 1, probeAfterMs: 3_600_000 }
  const broken = await endpoint(ask, 'broken', { url: `${receiver.url}/b`, options: { breaker } })
  await ask('delivery.wait', { ids: [await sent(ask, { endpointIds: [broken], maxAttempts: 1 })] })
  expect(await waitsFor(cli, await sent(ask, { endpointIds: [broken] }))).toEqual([
    {
      code: 'breaker_open',
      message: expect.stringMatching(/after 1 failure in a row; it probes at/) as string,
    },
  ])

  const quiet = await endpoint(ask, 'quiet', { url: closed.url, options: { holdWhileRefused: true } })
  const id = await sent(ask, { endpointIds: [quiet] })
  while ((await codesOf(cli, id)).length === 0);
  expect(await codesOf(cli, id)).toEqual(['nothing_listens'])
})

it('those before it, and an application', async () => {
  const receiver = await startReceiver({ answers: [503] })
  const cli = createCli()
  await cli.run(['endpoint', 'save', 'shop', '--url', receiver.url, '--ordered', '--retry', '1h'])
  const event = ['send', '--endpoint', 'shop', '--category', 'c', '--data', '1']
  const first = await cli.json(event)
  expect(await codesOf(cli, String(first.lines[0]?.['id']))).toEqual(['no_application'])
  const second = await cli.json([...event, '--at', '+1h'])
  expect(await waitsFor(cli, String(second.lines[0]?.['id']))).toMatchObject([
    { code: 'scheduled' },
    { code: 'ordered', message: '1 delivery before it, as shop is ordered' },
    { code: 'no_application' },
  ])
})

it('nothing where it is settled', async () => {
  const receiver = await startReceiver()
  const cli = createCli()
  const delivered = await cli.json(['send', receiver.url, '--category', 'c', '--data', '1'])
  expect(await waitsFor(cli, String(delivered.lines[0]?.['id']))).toEqual([])
})
