/** A queue of the first version: everything is there as it was, and what was on its way is sent again. */
import { expect, it } from 'vitest'
import type { DeliveryDetail } from '../../src/shared/model.ts'
import { startTestEngine } from '../support/engine.ts'
import { shownAttempt, writeOldQueue } from '../support/old-queue.ts'
import { categories, oldRows, lastYear } from '../support/old-rows.ts'
import { startReceiver } from '../support/receiver.ts'
import { tempDir } from '../support/temp-dir.ts'

it('shows everything as it was', async () => {
  const dataDir = tempDir()
  const rows = oldRows('http://127.0.0.1:1/hooks')
  writeOldQueue(dataDir, rows)
  const engine = startTestEngine({ dataDir })
  expect(await engine.counts()).toEqual({
    scheduled: 1,
    queued: 2,
    sending: 0,
    retrying: 2,
    held: 2,
    delivered: 1,
    failed: 1,
    canceled: 1,
  })
  const { settings, queue, endpoints } = await engine.run('snapshot.get', {})
  expect({ concurrency: settings.concurrency, paused: queue.paused }).toEqual({
    concurrency: 7,
    paused: true,
  })
  expect(endpoints).toMatchObject([
    { id: 'ep1', zstdSupport: 'refuses', lastOutcome: 'failed', paused: null },
    { id: 'ep2', zstdSupport: 'unknown', lastOutcome: null },
  ])
  for (const old of rows.deliveries.filter(({ state }) => state !== 'sending')) {
    const shown = await engine.run('delivery.show', { id: old.id })
    const attempts = rows.attempts.filter((one) => one.delivery_seq === old.seq).map(shownAttempt)
    expect(shown, old.id).toMatchObject({
      seq: old.seq,
      eventId: `e${old.event_seq}`,
      category: categories[old.event_seq - 1],
      url: old.url,
      method: old.method,
      state: old.state,
      attemptCount: old.attempt_count,
      maxAttempts: old.max_attempts,
      retrySchedule: JSON.parse(old.retry_schedule) as string[],
      nextAttemptAt: old.next_attempt_at,
      createdAt: old.created_at,
      updatedAt: old.updated_at,
      replayOf: old.replay_of,
      endpointId: `ep${old.endpoint_seq}`,
      lastStatusCode: old.last_status_code,
      lastErrorCode: old.last_error_code,
      lastTotalMs: attempts.at(-1)?.timings.totalMs ?? null,
      attemptMarks: old.attempt_marks,
      bodyMode: old.body_mode,
      contentType: old.content_type,
      compression: old.compression,
      headers: JSON.parse(old.headers) as DeliveryDetail['headers'],
      replays: old.seq === 2 ? [{ id: 'd10', state: 'held', createdAt: lastYear + 10 }] : [],
    })
    expect(shown.attempts, old.id).toEqual(attempts)
    const data = old.edited_data ?? rows.events[old.event_seq - 1]?.data
    expect((await engine.run('delivery.body', { id: old.id })).data, old.id).toBe(data?.toString())
  }
})

it('sends what was on its way again, marked as interrupted, with the same number', async () => {
  const receiver = await startReceiver()
  const dataDir = tempDir()
  writeOldQueue(dataDir, oldRows(receiver.url))
  const engine = startTestEngine({ dataDir })
  const [first, third] = [
    await engine.run('delivery.show', { id: 'd8' }),
    await engine.run('delivery.show', { id: 'd9' }),
  ]
  expect(first).toMatchObject({
    state: 'queued',
    attemptCount: 0,
    attemptMarks: 'i',
    nextAttemptAt: engine.clock.now(),
  })
  expect(third).toMatchObject({ state: 'retrying', attemptCount: 2, attemptMarks: 'ffi' })
  expect(third.attempts.at(-1)).toMatchObject({
    number: 3,
    outcome: 'interrupted',
    startedAt: lastYear + 9_000,
  })
  await engine.run('queue.resume', {})
  expect(await engine.reaches('d9', 'delivered')).toMatchObject({ attemptCount: 3, attemptMarks: 'ffid' })
  expect(await engine.reaches('d8', 'delivered')).toMatchObject({ attemptCount: 1, attemptMarks: 'id' })
  await engine.reaches('d3', 'delivered')
  await engine.reaches('d5', 'delivered')
})

it('held ones are held by a person, and go on when they are released', async () => {
  const receiver = await startReceiver()
  const dataDir = tempDir()
  writeOldQueue(dataDir, oldRows(receiver.url))
  const engine = startTestEngine({ dataDir })
  await engine.run('queue.resume', {})
  await engine.run('delivery.release', { ids: ['d6'] })
  expect(await engine.reaches('d6', 'delivered')).toMatchObject({ attemptCount: 2 })
})

it('new deliveries belong to what was there, and no number is used twice', async () => {
  const dataDir = tempDir()
  const url = 'http://127.0.0.1:1/hooks'
  writeOldQueue(dataDir, oldRows(url))
  const engine = startTestEngine({ dataDir })
  const [id = ''] = await engine.send({ url: `${url}?q=2`, category: 'order.created' })
  expect(await engine.run('delivery.show', { id })).toMatchObject({ seq: 51, endpointId: 'ep1' })
  const again = { url, category: 'order.created', data: '1', eventId: 'e1' }
  expect(await engine.refused('event.send', again)).toMatchObject({ code: 'event_exists' })
  await engine.run('delivery.delete', { ids: ['d1', 'd2', 'd10'] })
})

it('an empty queue of the first version opens', async () => {
  const dataDir = tempDir()
  writeOldQueue(dataDir, { endpoints: [], events: [], deliveries: [], attempts: [] })
  const engine = startTestEngine({ dataDir })
  await engine.run('queue.pause', {})
  const [id = ''] = await engine.send({ url: 'http://127.0.0.1:1/' })
  expect(await engine.run('delivery.show', { id })).toMatchObject({ seq: 1 })
})
