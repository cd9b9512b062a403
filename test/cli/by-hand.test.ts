/** `retry`, `replay`, `cancel` and `drain` on a folder that nobody else has open. */
import { expect, it } from 'vitest'
import { startReceiver } from '../support/receiver.ts'
import { type Cli, createCli } from './cli.ts'

async function sent(
  cli: Cli,
  url: string,
  ...args: string[]
): Promise<Record<string, unknown> & { id: string }> {
  const { lines } = await cli.json(['send', url, '--category', 'c', '--data', '{"n":1}', ...args])
  return lines[0] as Record<string, unknown> & { id: string }
}

it('retries at once what would have waited', async () => {
  const receiver = await startReceiver({ answers: [503, 200] })
  const cli = createCli()
  const { id } = await sent(cli, receiver.url, '--retry', '1h')
  expect(await cli.json(['retry', id])).toMatchObject({
    code: 0,
    lines: [{ id, state: 'delivered', attemptCount: 2 }],
    errors: [],
  })
})

it('gives a failed delivery one more attempt, and refuses a delivered one', async () => {
  const receiver = await startReceiver({ answers: [500, 500, 200] })
  const cli = createCli()
  const failed = await sent(cli, receiver.url, '--max-attempts', '1')
  expect(failed['state']).toBe('failed')
  expect(await cli.json(['retry', failed.id])).toMatchObject({
    lines: [{ state: 'failed', attemptCount: 2 }],
  })

  const delivered = await sent(cli, receiver.url)
  const both = await cli.json(['retry', failed.id, delivered.id, 'nope'])
  expect(both).toMatchObject({
    code: 1,
    lines: [{ id: failed.id, state: 'delivered' }],
    errors: [
      { code: 'delivery_final', details: { id: delivered.id } },
      { code: 'delivery_unknown', details: { id: 'nope' } },
    ],
  })
})

it('replays as the same event, elsewhere, and as a new one', async () => {
  const receiver = await startReceiver()
  const other = await startReceiver()
  const cli = createCli()
  const origin = await sent(cli, receiver.url)
  const eventId = origin['eventId']

  const again = await cli.json(['replay', origin.id])
  expect(again).toMatchObject({ code: 0, lines: [{ eventId, state: 'delivered', url: receiver.url }] })
  expect(again.lines[0]?.['id']).not.toBe(origin.id)
  expect(await cli.json(['replay', origin.id, '--url', other.url])).toMatchObject({
    lines: [{ eventId, url: other.url }],
  })
  const renewed = await cli.json(['replay', origin.id, '--as', 'new'])
  expect(renewed.lines[0]?.['eventId']).not.toBe(eventId)

  expect(receiver.requests[1]?.body).toEqual(receiver.requests[0]?.body)
  expect(other.requests).toHaveLength(1)
  expect(await cli.json(['replay', origin.id, 'nope'])).toMatchObject({
    code: 1,
    errors: [{ code: 'delivery_unknown' }],
  })
  expect((await cli.json(['list'])).lines).toHaveLength(4)
})

it('cancels without sending, once', async () => {
  const receiver = await startReceiver({ answers: [503] })
  const cli = createCli()
  const { id } = await sent(cli, receiver.url, '--retry', '1h')
  expect(await cli.json(['cancel', id])).toMatchObject({
    code: 0,
    lines: [{ id, state: 'canceled', nextAttemptAt: null }],
  })
  expect(await cli.json(['cancel', id])).toMatchObject({
    code: 1,
    lines: [],
    errors: [{ code: 'delivery_final' }],
  })
  expect(receiver.requests).toHaveLength(1)
})

it('drains what was left, retries included', async () => {
  const receiver = await startReceiver({ answers: [503] })
  const cli = createCli()
  await sent(cli, receiver.url, '--retry', '300ms')
  receiver.setAnswers([503, 200])
  expect(await cli.json(['drain'])).toMatchObject({
    code: 0,
    lines: [{ counts: { delivered: 1, retrying: 0 } }],
  })
  expect((await cli.run(['drain', '--timeout', '60s'])).stdout).toBe(
    'Nothing is left to send. 1 delivered.\n',
  )
})

it('stops draining after the timeout, and says what is left', async () => {
  const receiver = await startReceiver({ answers: [503] })
  const cli = createCli()
  await sent(cli, receiver.url, '--retry', '1h')
  expect(await cli.json(['drain', '--timeout', '50ms'])).toMatchObject({
    code: 1,
    lines: [],
    errors: [{ code: 'timeout', details: { counts: { retrying: 1 } } }],
  })
  const { stderr } = await cli.run(['drain', '--timeout', '50ms'])
  expect(stderr).toBe('error: The time is over and 1 delivery is left: 1 retrying.\n')
})
