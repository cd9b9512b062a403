/** What kept an attempt waiting, or what it did, is noted with it in a sentence. */
import { expect, it } from 'vitest'
import { startTestEngine } from '../support/engine.ts'
import { startReceiver } from '../support/receiver.ts'

const notesOf = (detail: { attempts: { note: string | null }[] }) => detail.attempts.map(({ note }) => note)

it('the failure that opens the breaker, and the probe after it', async () => {
  const receiver = await startReceiver({ answers: [500, 500, 200] })
  const engine = startTestEngine()
  const breaker = { failures: 2, probeAfterMs: 60_000 }
  const endpoint = await engine.endpoint(receiver.url, { breaker, retrySchedule: ['0s', '1s'] })
  const [id = ''] = await engine.send({ endpointIds: [endpoint] })
  await engine.until(
    async () => (await engine.run('endpoint.show', { id: endpoint })).health.openedAt !== null,
  )
  await engine.turn()
  engine.clock.advance(60_000)
  expect(notesOf(await engine.reaches(id, 'delivered'))).toEqual([
    null,
    'The failure number 2 in a row: the breaker of its endpoint opened.',
    'Sent as a probe: the breaker was open after 2 failures in a row.',
  ])
})

it('a rate limit that let it wait', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  const endpoint = await engine.endpoint(receiver.url, { rateLimit: { count: 1, perMs: 60_000 } })
  const ids = await engine.send({ endpointIds: [endpoint], copies: 2 })
  expect(notesOf(await engine.reaches(ids[0] ?? '', 'delivered'))).toEqual([null])
  await engine.turn()
  engine.clock.advance(60_000)
  expect(notesOf(await engine.reaches(ids[1] ?? '', 'delivered'))).toEqual([
    'Sent 60 s after it was due: its endpoint gets at most 1 per minute.',
  ])
})

it('a pause of the queue that held up a retry; first attempts say nothing of it', async () => {
  const receiver = await startReceiver({ answers: [500, 200] })
  const engine = startTestEngine()
  const [id = ''] = await engine.send({ url: receiver.url, retrySchedule: ['10s'] })
  await engine.reaches(id, 'retrying')
  await engine.run('queue.pause', {})
  const [fresh = ''] = await engine.send({ url: receiver.url })
  engine.clock.advance(310_000)
  await engine.turn()
  await engine.run('queue.resume', {})
  expect(notesOf(await engine.reaches(id, 'delivered'))).toEqual([
    null,
    'Sent 5 min after it was due: the queue was paused.',
  ])
  expect(notesOf(await engine.reaches(fresh, 'delivered'))).toEqual([null])
})
