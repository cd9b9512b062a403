/** `drain --virtual`: a schedule of days ends in seconds, and every attempt is really sent. */
import { expect, it } from 'vitest'
import { startReceiver } from '../support/receiver.ts'
import { createCli } from './cli.ts'

const hourMs = 3_600_000

/** What a request may take on a busy machine. */
const slackMs = 10_000

async function attemptsOf(cli: ReturnType<typeof createCli>, id: string): Promise<number[]> {
  const { lines } = await cli.json(['show', id])
  const attempts = lines[0]?.['attempts'] as { startedAt: string }[]
  return attempts.map(({ startedAt }) => Date.parse(startedAt))
}

it('sends every attempt of three days within seconds, at the times that were planned', async () => {
  const receiver = await startReceiver({ answers: [503, 503, 503, 503, 503, 200] })
  const cli = createCli()
  const event = ['send', receiver.url, '--category', 'c', '--data', '1', '--retry', '10s,2h,22h,24h,24h']
  const sent = await cli.json(event)
  expect(sent).toMatchObject({ code: 0, lines: [{ state: 'retrying', attemptCount: 1 }] })
  const startedAt = performance.now()
  expect(await cli.json(['drain', '--virtual'])).toMatchObject({
    code: 0,
    lines: [{ counts: { delivered: 1, retrying: 0 } }],
  })
  expect(performance.now() - startedAt).toBeLessThan(slackMs)
  expect(receiver.requests.map(({ headers }) => headers['webhook-attempt'])).toEqual(
    ['1', '2', '3', '4', '5', '6'], // prettier-ignore
  )
  const times = await attemptsOf(cli, String(sent.lines[0]?.['id']))
  const waits = times.slice(1).map((at, index) => at - (times[index] ?? 0))
  for (const [index, planned] of [10_000, 2 * hourMs, 22 * hourMs, 24 * hourMs, 24 * hourMs].entries()) {
    expect(waits[index]).toBeGreaterThanOrEqual(planned)
    expect(waits[index]).toBeLessThan(planned + slackMs)
  }
})

it('passes over the time of what was scheduled, in order', async () => {
  const receiver = await startReceiver()
  const cli = createCli()
  for (const [category, at] of [
    ['late', '+48h'],
    ['soon', '+1h'],
  ] as const)
    // prettier-ignore
    await cli.run(['send', receiver.url, '--category', category, '--data', '1', '--at', at])
  expect(receiver.requests).toHaveLength(0)
  expect(await cli.run(['drain', '--virtual'])).toMatchObject({
    code: 0,
    stdout: 'Nothing is left to send. 2 delivered.\n',
  })
  const categories = receiver.requests.map(({ body }) => /"category":"(\w+)"/.exec(body.toString())?.[1])
  expect(categories).toEqual(['soon', 'late'])
})

it('gives up when the schedule does', async () => {
  const receiver = await startReceiver({ answers: [500] })
  const cli = createCli()
  const event = [
    'send',
    receiver.url,
    '--category',
    'c',
    '--data',
    '1',
    '--retry',
    '24h',
    '--max-attempts',
    '4',
  ]
  await cli.run(event)
  const drained = await cli.run(['drain', '--virtual'])
  expect(drained).toMatchObject({ code: 0, stdout: 'Nothing is left to send. 1 failed.\n' })
  expect(receiver.requests).toHaveLength(4)
})

it('is refused while an application runs, and sends nothing', async () => {
  const receiver = await startReceiver({ answers: [503] })
  const cli = createCli()
  const { ask } = await cli.serve()
  await cli.json(['send', receiver.url, '--category', 'c', '--data', '1', '--retry', '1h'])
  await receiver.waitFor(1)
  expect(await cli.json(['drain', '--virtual'])).toMatchObject({
    code: 1,
    lines: [],
    errors: [{ code: 'application_runs' }],
  })
  expect(receiver.requests).toHaveLength(1)
  expect(await ask('stats.get', {})).toMatchObject({ value: { counts: { delivered: 0 } } })
})
