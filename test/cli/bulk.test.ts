/** What a person asks of many deliveries by hand: named ones are answered for one by one, a filter becomes a job. */
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { startReceiver } from '../support/receiver.ts'
import { type Cli, createCli, type Serving } from './cli.ts'

const nowhere = 'http://127.0.0.1:1/x'

/** A folder with so many queued deliveries that nothing sends. */
async function filled(copies: number[], category = 'c'): Promise<{ cli: Cli; application: Serving }> {
  const cli = createCli()
  const application = await cli.serve()
  await application.ask('queue.pause', {})
  for (const count of copies)
    await application.ask('event.send', { url: nowhere, category, data: '1', copies: count })
  return { cli, application }
}

const idsOf = (lines: Record<string, unknown>[]): string[] => lines.map(({ id }) => String(id))

it('holds, reschedules, releases and deletes named ones', async () => {
  const { cli, application } = await filled([2])
  const ids = idsOf((await cli.json(['list'])).lines)
  const [first = '', second = ''] = ids
  expect(await cli.json(['hold', ...ids])).toMatchObject({
    code: 0,
    lines: [{ state: 'held' }, { state: 'held' }],
  })
  expect(await cli.json(['reschedule', first, '--retry', '1m,1d', '--max-attempts', '0'])).toMatchObject({
    code: 0,
    lines: [{ id: first, state: 'held', retrySchedule: ['1m', '24h'], maxAttempts: 0 }],
  })
  expect(await cli.json(['release', first, first, 'nope'])).toMatchObject({
    code: 1,
    lines: [{ id: first, state: 'queued' }],
    errors: [{ code: 'delivery_unknown', details: { id: 'nope' } }],
  })
  expect(await cli.json(['release', first])).toMatchObject({
    code: 1,
    errors: [{ code: 'delivery_not_held' }],
  })
  expect(await cli.json(['delete', first, second, '--yes'])).toMatchObject({
    code: 0,
    lines: [
      { id: first, deleted: true },
      { id: second, deleted: true },
    ],
  })
  expect(await application.ask('delivery.list', {})).toMatchObject({ value: { total: 0 } })
})

it('releases in a folder that nobody has open, and makes the attempt', async () => {
  const receiver = await startReceiver({ answers: [503, 200] })
  const cli = createCli()
  const sent = await cli.json(['send', receiver.url, '--category', 'c', '--data', '1', '--retry', '1h'])
  const [id = ''] = idsOf(sent.lines)
  await cli.run(['hold', id])
  await cli.run(['reschedule', id, '--retry', '0s'])
  expect(await cli.json(['release', id])).toMatchObject({ lines: [{ state: 'delivered', attemptCount: 2 }] })
})

it('acts on all that a filter finds, says how many, and what was left as it is', async () => {
  const { cli, application } = await filled([1_000, 200])
  await application.ask('event.send', { url: nowhere, category: 'other', data: '1', copies: 3 })
  const counted = await cli.run(['cancel', '--category', 'c', '--dry-run'])
  expect(counted).toEqual({ code: 0, stdout: '1,200 deliveries match. Nothing was changed.\n', stderr: '' })
  expect(await cli.json(['cancel', '--text', 'other', '--dry-run'])).toEqual({
    code: 0,
    lines: [{ dryRun: true, total: 3 }],
    errors: [],
  })

  const canceled = await cli.json(['cancel', '--category', 'c'])
  expect(canceled).toMatchObject({ code: 0, errors: [] })
  expect(canceled.lines).toStrictEqual([
    {
      id: expect.any(String) as string,
      kind: 'cancel',
      state: 'done',
      startedAt: expect.stringMatching(/Z$/) as string,
      total: 1_200,
      done: 1_200,
      changed: 1_200,
      refused: 0,
      message: null,
    },
  ])
  expect(await cli.run(['cancel', '--all'])).toEqual({
    code: 0,
    stdout: 'Canceled 3 deliveries; 1,200 are left as they are.\n',
    stderr: '1,203 deliveries match.\n',
  })
  expect((await cli.run(['delete', '--state', 'canceled', '--category', 'c', '--yes'])).stdout).toBe(
    'Deleted 1,200 deliveries.\n',
  )
  expect((await cli.run(['delete', '--state', 'held', '--yes'])).stdout).toBe('Deleted 0 deliveries.\n')
  expect(await application.ask('stats.get', {})).toMatchObject({ value: { counts: { canceled: 3 } } })
})

it('says so where nothing could be done, and to how many', async () => {
  const { cli } = await filled([3])
  await cli.run(['cancel', '--all'])
  expect(await cli.run(['hold', '--state', 'canceled'])).toEqual({
    code: 0,
    stdout: 'Nothing was held: none of 3 deliveries waits for an attempt.\n',
    stderr: '3 deliveries match.\n',
  })
})

it('finds by endpoint and by several states', async () => {
  const { cli, application } = await filled([5])
  await application.ask('endpoint.save', { name: 'shop', url: nowhere })
  await application.ask('event.send', { url: 'http://127.0.0.1:1/other', category: 'c', data: '1' })
  const [held = '', canceled = ''] = idsOf((await cli.json(['list', '--endpoint', 'shop'])).lines)
  await cli.run(['hold', held])
  await cli.run(['cancel', canceled])
  const states = ['--state', 'held,canceled', '--state', 'delivered']
  expect(idsOf((await cli.json(['list', ...states])).lines)).toEqual([held, canceled])
  expect(await cli.json(['retry', '--endpoint', 'shop', ...states])).toMatchObject({
    code: 0,
    lines: [{ kind: 'retry', changed: 2 }],
  })
  expect(await cli.json(['hold', '--endpoint', 'shp'])).toMatchObject({
    code: 1,
    lines: [],
    errors: [{ code: 'endpoint_unknown', message: expect.stringContaining('"shop"') as string }],
  })
})

it('changes without sending in a folder that nobody has open, and says what becomes of it', async () => {
  const receiver = await startReceiver({ answers: [500] })
  const cli = createCli()
  await cli.run(['send', receiver.url, '--category', 'c', '--data', '1', '--max-attempts', '1'])
  expect(await cli.run(['replay', '--state', 'failed', '--as', 'new', '--data', '2'])).toEqual({
    code: 0,
    stdout: 'Replayed 1 delivery.\n',
    stderr: `1 delivery matches.\nThey are sent on when the application or \`webhook-dispatcher drain\` runs.\n`,
  })
  expect(receiver.requests).toHaveLength(1)
  receiver.setAnswers([200])
  await cli.run(['drain'])
  expect(receiver.requests[1]?.body.toString()).toContain('"data":2}')
})

it('stops at Ctrl C, and says how far it came', async () => {
  const { cli, application } = await filled(Array.from({ length: 12 }, () => 1_000))
  const child = cli.start(['replay', '--all', '--json'])
  const output = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  const jobOf = async (): Promise<{ done: number } | undefined> => {
    const { value } = (await application.ask('snapshot.get', {})) as { value: { jobs: { done: number }[] } }
    return value.jobs[0]
  }
  while (((await jobOf())?.done ?? 0) === 0);
  child.kill('SIGINT')
  const [stdout, stderr] = await output
  expect({ code: child.exitCode, stderr }).toEqual({ code: 130, stderr: '' })
  const job = JSON.parse(stdout) as { state: string; done: number; changed: number }
  expect(job).toMatchObject({ kind: 'replay', state: 'stopped', total: 12_000, refused: 0 })
  expect(job.done).toBeLessThan(12_000)
  expect(await application.ask('stats.get', {})).toMatchObject({
    value: { counts: { queued: 12_000 + job.changed } },
  })
})

const misused: [what: string, args: string[], sentence: RegExp][] = [
  ['nothing named', ['cancel'], /by their ids, by a filter/],
  ['ids and a filter', ['hold', 'x', '--state', 'queued'], /only by one of these/],
  ['a filter and all', ['retry', '--all', '--text', 'x'], /only by one of these/],
  ['a dry run of ids', ['cancel', 'x', '--dry-run'], /counted already/],
  ['a delete that nobody was asked about', ['delete', '--all'], /say --yes/],
  ['a reschedule that changes nothing', ['reschedule', 'x'], /--retry, --max-attempts, --at/],
  ['a state among others that is none', ['release', '--state', 'held,gone'], /scheduled, queued/],
]

it.each(misused)('%s: wrong usage', async (_what, args, sentence) => {
  const { code, stdout, stderr } = await createCli().run(args)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(sentence)
})
