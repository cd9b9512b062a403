/** Replays at a rate: spaced in time, stopped and held as ever, and counted when they have ended. */
import { expect, it } from 'vitest'
import { startTestEngine, type TestEngine } from '../support/engine.ts'
import { startReceiver, type TestReceiver } from '../support/receiver.ts'

/** Deliveries that have failed for good. */
async function failedOnes(count: number): Promise<TestEngine & { ids: string[]; receiver: TestReceiver }> {
  const receiver = await startReceiver({ answers: [500] })
  const engine = startTestEngine()
  const ids = await engine.send({ url: receiver.url, copies: count, maxAttempts: 1 })
  await engine.run('delivery.wait', { ids })
  receiver.setAnswers([200])
  return { ...engine, ids, receiver }
}

const failed = { states: ['failed' as const] }

async function settled(engine: TestEngine): Promise<void> {
  await engine.turn()
  await engine.until(async () => {
    const { sending, queued } = await engine.counts()
    return sending + queued === 0
  })
}

it('become due one after the other, the first at once', async () => {
  const engine = await failedOnes(5)
  const rateLimit = { count: 2, perMs: 60_000 }
  const now = engine.clock.now()
  const { deliveries } = await engine.run('delivery.replay', { ids: engine.ids, rateLimit })
  expect(deliveries.map(({ state, nextAttemptAt }) => [state, (nextAttemptAt ?? 0) - now])).toEqual([
    ['queued', 0],
    ['scheduled', 30_000],
    ['scheduled', 60_000],
    ['scheduled', 90_000],
    ['scheduled', 120_000],
  ])
})

it('by filter go out at the rate, over the steps of the job, also those that come after refused ones', async () => {
  const engine = await failedOnes(903)
  const [held = ''] = await engine.send({ url: engine.receiver.url, sendAt: engine.clock.now() + 9_999_999 })
  const before = engine.receiver.requests.length
  const rateLimit = { count: 10, perMs: 1_000 }
  const { job } = await engine.run('delivery.replay', { filter: failed, rateLimit })
  const ended = await engine.jobEnds(job?.id)
  expect(ended).toMatchObject({ state: 'done', done: 903 })
  await settled(engine)
  expect(engine.receiver.requests).toHaveLength(before + 1)
  for (let second = 1; second <= 15; second += 1) {
    engine.clock.advance(1_000)
    await settled(engine)
    expect(engine.receiver.requests).toHaveLength(before + 1 + 10 * second)
  }
  engine.clock.advance(120_000)
  await settled(engine)
  expect(engine.receiver.requests).toHaveLength(before + 903)
  expect(await engine.run('delivery.show', { id: held })).toMatchObject({ state: 'scheduled' })
})

it('that have not gone out can be held, canceled and are told apart', async () => {
  const engine = await failedOnes(4)
  const rateLimit = { count: 1, perMs: 1_000 }
  const { job } = await engine.run('delivery.replay', { filter: failed, rateLimit })
  const { replays } = await engine.jobEnds(job?.id)
  await settled(engine)
  const span = replays ?? { firstSeq: 1, lastSeq: 1 }
  const cancel = await engine.run('delivery.cancel', { filter: { replays: span, states: ['scheduled'] } })
  await engine.jobEnds(cancel.job?.id)
  expect(await engine.run('replay.summary', span)).toEqual({
    delivered: 1,
    waiting: 0,
    failed: 0,
    canceled: 3,
  })
})

it('are summed up, and a filter finds those that still fail', async () => {
  const engine = await failedOnes(4)
  engine.receiver.setAnswers([200, 500, 200, 200])
  await engine.run('settings.set', { concurrency: 1 })
  const { job } = await engine.run('delivery.replay', { filter: failed })
  const { replays } = await engine.jobEnds(job?.id)
  await settled(engine)
  const later = await engine.send({ url: engine.receiver.url, maxAttempts: 1 })
  await engine.run('delivery.wait', { ids: later })
  const span = replays ?? { firstSeq: 1, lastSeq: 1 }
  expect(await engine.run('replay.summary', span)).toEqual({
    delivered: 3,
    waiting: 0,
    failed: 1,
    canceled: 0,
  })
  const all = await engine.run('delivery.list', { filter: { replays: span } })
  expect(all.total).toBe(4)
  expect(all.rows.every(({ replayOf }) => engine.ids.includes(replayOf ?? ''))).toBe(true)
  const still = await engine.run('delivery.list', { filter: { replays: span, ...failed } })
  expect(still).toMatchObject({ total: 1, rows: [{ state: 'failed' }] })
})

it('go to an endpoint as it says, and not where its body mode cannot carry the payload', async () => {
  const { ids, receiver, ...engine } = await failedOnes(1)
  const id = await engine.endpoint(`${receiver.url}/other`, {
    method: 'PUT',
    bodyMode: 'standard',
    headers: [['X-Shop', '7']],
    maxAttempts: 3,
  })
  const { deliveries } = await engine.run('delivery.replay', { ids, edits: { endpointId: id } })
  expect(deliveries).toMatchObject([{ endpointId: id, method: 'PUT', maxAttempts: 3, replayOf: ids[0] }])
  await engine.run('delivery.wait', { ids: deliveries.map((row) => row.id) })
  expect(receiver.requests.at(-1)).toMatchObject({ method: 'PUT' })
  const raw = await engine.send({
    url: receiver.url,
    bodyMode: 'raw',
    contentType: 'text/plain',
    data: 'no JSON',
  })
  await engine.run('delivery.wait', { ids: raw })
  const edits = { endpointId: id }
  expect(await engine.refused('delivery.replay', { ids: raw, edits })).toMatchObject({ code: 'json_invalid' })
  const { job } = await engine.run('delivery.replay', { filter: {}, edits })
  expect(await engine.jobEnds(job?.id)).toMatchObject({ done: 3, refused: 1 })
  expect(await engine.refused('delivery.replay', { ids, edits: { endpointId: 'nobody' } })).toMatchObject({
    code: 'endpoint_unknown',
  })
  expect(
    await engine.refused('delivery.replay', { ids, edits: { endpointId: id, url: receiver.url } }),
  ).toMatchObject({
    code: 'target_invalid',
  })
})
