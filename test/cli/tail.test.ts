/** The live feed as lines: what happens from now on, until somebody ends it or the application goes. */
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { startReceiver } from '../support/receiver.ts'
import { type Child, type Cli, createCli } from './cli.ts'

/** When it says that it listens. */
async function tailing(cli: Cli, ...args: string[]): Promise<{ child: Child; lines: AsyncIterator<string> }> {
  const child = cli.start(['tail', ...args])
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  await once(child.stderr, 'data')
  return { child, lines }
}

const next = async (lines: AsyncIterator<string>): Promise<string> => String((await lines.next()).value)

it('shows each attempt in a line, and ends in order at Ctrl C', async () => {
  const receiver = await startReceiver({ answers: [503] })
  const cli = createCli()
  const { ask } = await cli.serve()
  const { child, lines } = await tailing(cli, '--category', 'order.created', '--state', 'retrying,delivered')
  const send = (category: string): Promise<unknown> =>
    ask('event.send', { url: receiver.url, category, data: '1', retrySchedule: ['1h'] })
  await send('other')
  await send('order.created')
  expect(await next(lines)).toMatch(/^\d\d:\d\d:\d\d {2}↻ retrying {3}503 +\d+ ms {2}order\.created +http:/)
  receiver.setAnswers([200])
  await ask('delivery.retry', { filter: { category: 'order.created' } })
  expect(await next(lines)).toMatch(/^\d\d:\d\d:\d\d {2}✓ delivered {2}200 +\d+ ms {2}order\.created +http:/)
  child.kill('SIGINT')
  await once(child, 'close')
  expect({ code: child.exitCode, rest: await lines.next() }).toEqual({
    code: 0,
    rest: { done: true, value: undefined },
  })
})

it('prints JSON lines, and says when the application has gone', async () => {
  const receiver = await startReceiver({ answers: [200] })
  const cli = createCli()
  const application = await cli.serve()
  await application.ask('endpoint.save', { name: 'shop', url: receiver.url })
  const child = cli.start(['tail', '--endpoint', 'shop', '--state', 'delivered', '--json'])
  const stderr = text(child.stderr)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const first = next(lines)
  const shown: string[] = []
  void first.then((line) => shown.push(line))
  // With JSON nothing says that it listens.
  while (shown.length === 0)
    await application.ask('event.send', { url: receiver.url, category: 'c', data: '1' })
  expect(JSON.parse(await first)).toMatchObject({
    at: expect.stringMatching(/Z$/) as string,
    state: 'delivered',
    category: 'c',
    attemptCount: 1,
    lastStatusCode: 200,
    lastErrorCode: null,
  })
  const closed = once(child, 'close')
  await application.end('SIGTERM')
  await closed
  expect(child.exitCode).toBe(1)
  expect(JSON.parse(await stderr)).toMatchObject({ error: { code: 'disconnected' } })
})

it('ends without an application, and when whoever reads it has left', async () => {
  const cli = createCli()
  expect(await cli.run(['tail'])).toEqual({
    code: 1,
    stdout: '',
    stderr: 'error: No application has this queue open. Start it, or run `webhook-dispatcher serve`.\n',
  })
  const { ask } = await cli.serve()
  const { child } = await tailing(cli)
  child.stdout.destroy()
  while (child.exitCode === null && child.signalCode === null)
    await ask('event.send', { url: 'http://127.0.0.1:1/', category: 'c', data: '1' })
  expect(child.exitCode).toBe(0)
})
