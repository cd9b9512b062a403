/** Replays of all that a filter finds: what they would do, and what has become of them. */
import { expect, it } from 'vitest'
import { startReceiver } from '../support/receiver.ts'
import { createCli } from './cli.ts'

it('says what it would do, and changes nothing', async () => {
  const cli = createCli()
  const application = await cli.serve()
  await application.ask('queue.pause', {})
  const send = (url: string, copies: number): Promise<unknown> =>
    application.ask('event.send', { url, category: 'c', data: '1', copies })
  await send('http://127.0.0.1:1/few', 2)
  await send('http://127.0.0.1:1/many', 11)
  for (let number = 0; number < 10; number += 1) await send(`http://127.0.0.1:1/${number}`, 1)
  const seen = await cli.run(['replay', '--category', 'c', '--dry-run'])
  expect(seen).toMatchObject({ code: 0, stderr: '' })
  expect(seen.stdout.split('\n').slice(0, 3)).toEqual([
    '23 deliveries would be replayed. Nothing was changed.',
    '  11  http://127.0.0.1:1/many',
    '   2  http://127.0.0.1:1/few',
  ])
  expect(seen.stdout).toMatch(/\n {3}2 {2}to others\n$/)
  const elsewhere = ['replay', '--category', 'c', '--url', 'http://127.0.0.1:2/x', '--dry-run']
  expect(await cli.json(elsewhere)).toMatchObject({
    code: 0,
    lines: [{ dryRun: true, total: 23, targets: [{ url: 'http://127.0.0.1:2/x', count: 23 }] }],
  })
  expect(await application.ask('stats.get', {})).toMatchObject({ value: { counts: { queued: 23 } } })
})

it('waits for all of them, and says what has become of them', async () => {
  const receiver = await startReceiver({ answers: [500] })
  const cli = createCli()
  const { ask, end } = await cli.serve()
  await ask('event.send', { url: receiver.url, category: 'c', data: '1', copies: 3, maxAttempts: 1 })
  await ask('queue.drain', {})
  receiver.setAnswers([200, 200, 500])
  const waited = await cli.run(['replay', '--state', 'failed', '--rate', '100/s', '--wait'])
  expect(waited).toEqual({
    code: 3,
    stdout: 'Replayed 3 deliveries.\nOf the replays 2 were delivered, 1 failed.\n',
    stderr: '3 deliveries match.\n',
  })

  // Where no application runs, the command sends them itself.
  await end('SIGTERM')
  receiver.setAnswers([200])
  expect(await cli.json(['replay', '--state', 'failed', '--wait'])).toMatchObject({
    code: 0,
    lines: [{ kind: 'replay' }, { replays: { delivered: 4, waiting: 0, failed: 0, canceled: 0 } }],
    errors: [],
  })
  const [{ id } = { id: '' }] = (await cli.json(['list', '--limit', '1'])).lines
  expect(await cli.json(['replay', String(id), '--wait'])).toMatchObject({
    code: 0,
    lines: [{ state: 'delivered' }],
  })
  await cli.run(['pause'])
  expect(await cli.json(['replay', '--state', 'failed', '--wait'])).toMatchObject({
    code: 1,
    errors: [{ code: 'queue_paused' }],
  })
})
