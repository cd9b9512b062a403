/** Commands without a running application, several at once and interrupted: each has its turn, and nothing is lost. */
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { startReceiver } from '../support/receiver.ts'
import { createCli } from './cli.ts'

const later = ['--at', '+1h']

it('events sent at the same time are all stored', { timeout: 60_000 }, async () => {
  const cli = createCli()
  const numbers = [1, 2, 3]
  const sent = await Promise.all(
    numbers.map((number) =>
      cli.run(['send', 'http://127.0.0.1:1/', '--category', 'c', '--data', String(number), ...later]),
    ),
  )
  expect(sent.map(({ code }) => code)).toEqual(numbers.map(() => 0))
  expect((await cli.json(['list'])).lines).toHaveLength(numbers.length)
})

it('one that keeps the queue is named to whoever waited for it', { timeout: 60_000 }, async () => {
  const receiver = await startReceiver({ answers: [{ status: 200, held: true }] })
  const cli = createCli()
  const first = cli.start(['send', receiver.url, '--category', 'c', '--data', '1', '--wait'])
  await receiver.waitFor(1)
  const second = await cli.run(['list'])
  expect(second).toMatchObject({ code: 1, stdout: '' })
  expect(second.stderr).toContain(`is in use by process ${first.pid}`)
  expect(second.stderr).toContain('start `webhook-dispatcher serve`')
  receiver.release()
  expect(await once(first, 'close')).toEqual([0, null])
})

it.each([
  { command: 'send', args: ['--category', 'c', '--data', '1', '--wait'] },
  { command: 'drain', args: [] },
])(
  'Ctrl C while $command waits ends with 130, and the delivery stays',
  { timeout: 60_000 },
  async ({ command, args }) => {
    const receiver = await startReceiver({ answers: [500] })
    const cli = createCli()
    if (command === 'drain')
      await cli.run(['send', receiver.url, '--category', 'c', '--data', '1', '--at', '+1s'])
    // A slow machine is still sending it when a second has passed.
    const before = receiver.requests.length
    const child = cli.start([command, ...(command === 'send' ? [receiver.url] : []), ...args])
    const said = text(child.stderr)
    await receiver.waitFor(before + 1)
    child.kill('SIGINT')
    expect(await once(child, 'close')).toEqual([130, null])
    expect(await said).toContain('Stopped. What was accepted stays in the queue.')
    expect((await cli.json(['list', '--state', 'retrying'])).lines).toHaveLength(1)
  },
)
