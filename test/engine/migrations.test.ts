/** A queue of the first version: everything is there as it was, and what was on its way is sent again. */
import { watch } from 'node:fs'
import { cp, stat } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { schemaVersion } from '../../src/engine/store/migrate.ts'
import { databaseName } from '../../src/engine/store/store.ts'
import type { DeliveryDetail } from '../../src/shared/model.ts'
import { spawnApplication, startApplication } from '../support/application.ts'
import { startTestEngine } from '../support/engine.ts'
import {
  type OldAttempt,
  type OldDelivery,
  type OldRows,
  shownAttempt,
  writeOldQueue,
} from '../support/old-queue.ts'
import { startReceiver } from '../support/receiver.ts'
import { tempDir } from '../support/temp-dir.ts'
import { expectWhole } from '../support/whole.ts'

const then = Date.UTC(2025, 11, 31, 23)
const categories = ['order.created', 'Order.created', "it's", 'été "x"']

function oldDelivery(seq: number, url: string, changes: Partial<OldDelivery> = {}): OldDelivery {
  return {
    seq,
    id: `d${seq}`,
    event_seq: 1 + (seq % 4),
    endpoint_seq: 1,
    replay_of: null,
    url,
    method: 'POST',
    headers: '[]',
    body_mode: 'envelope',
    content_type: 'application/json',
    compression: 'auto',
    edited_data: null,
    retry_schedule: '["0s","5s"]',
    max_attempts: 30,
    state: 'delivered',
    attempt_count: 0,
    next_attempt_at: null,
    lease_owner: null,
    lease_expires_at: null,
    created_at: then + seq,
    updated_at: then + 1_000 * seq,
    last_status_code: null,
    last_error_code: null,
    last_total_ms: null,
    attempt_marks: '',
    ...changes,
  }
}

function oldAttempt(deliverySeq: number, number: number, changes: Partial<OldAttempt> = {}): OldAttempt {
  return {
    delivery_seq: deliverySeq,
    number,
    started_at: then + number,
    outcome: 'delivered',
    status_code: 200,
    error_code: null,
    error_message: null,
    note: null,
    dns_ms: null,
    connect_ms: null,
    tls_ms: null,
    first_byte_ms: 1.5,
    total_ms: 2.25,
    request_head: `POST /hooks HTTP/1.1\r\nhost: x\r\nwebhook-id: e1\r\nwebhook-attempt: ${number}\r\n\r\n`,
    request_bytes: 100,
    content_encoding: null,
    response_head: 'HTTP 200\r\nDate: Wed, 31 Dec 2025 23:00:00 GMT\r\n',
    response_body: Buffer.from('ok'),
    response_bytes: 2,
    response_truncated: 0,
    http_version: '1.1',
    remote_address: '127.0.0.1:80',
    tls_protocol: null,
    ...changes,
  }
}

/** Every state, with leases, links, odd texts and all that an attempt may have. */
function oldRows(url: string): OldRows {
  const failed = { state: 'failed', attempt_count: 2, last_status_code: 500, last_total_ms: 7.1 } as const
  const lease = { lease_owner: 'gone', lease_expires_at: then } as const
  return {
    settings: [
      { name: 'paused', value: 'true' },
      { name: 'concurrency', value: '7' },
    ],
    endpoints: [
      {
        seq: 1,
        id: 'ep1',
        name: 'x/hooks',
        url,
        saved: 0,
        zstd_support: 'refuses',
        last_outcome: 'failed',
        last_used_at: then,
        created_at: then,
      },
      {
        seq: 2,
        id: 'ep2',
        name: 'y',
        url: 'http://127.0.0.1:1/',
        saved: 0,
        zstd_support: 'unknown',
        last_outcome: null,
        last_used_at: then,
        created_at: then,
      },
    ],
    events: categories.map((category, index) => ({
      seq: index + 1,
      event_id: `e${index + 1}`,
      category,
      created_at: then + index,
      data: Buffer.from(`{"n": ${index}, "text":"é\\u0000"}`),
    })),
    deliveries: [
      oldDelivery(1, url, {
        attempt_count: 1,
        last_status_code: 200,
        last_total_ms: 2.25,
        attempt_marks: 'd',
      }),
      oldDelivery(2, url, { ...failed, attempt_marks: 'ff', headers: '[["X-A","\\"é\\""],["x-a","2"]]' }),
      oldDelivery(3, url, { state: 'queued', next_attempt_at: then + 5 }),
      oldDelivery(4, `${url}?q=1`, { state: 'scheduled', next_attempt_at: then + 9_000_000_000 }),
      oldDelivery(5, url, {
        state: 'retrying',
        attempt_count: 1,
        next_attempt_at: then + 6,
        attempt_marks: 'f',
      }),
      oldDelivery(6, url, { state: 'held', attempt_count: 1, attempt_marks: 'f' }),
      oldDelivery(7, url, { state: 'canceled' }),
      oldDelivery(8, url, { state: 'sending', attempt_count: 1, ...lease }),
      oldDelivery(9, url, {
        state: 'sending',
        attempt_count: 3,
        attempt_marks: 'ff',
        ...lease,
        lease_owner: 'other',
      }),
      oldDelivery(10, 'http://127.0.0.1:1/', {
        endpoint_seq: 2,
        replay_of: 'd2',
        edited_data: Buffer.from('raw\0text'),
        body_mode: 'raw',
        content_type: 'text/plain',
        compression: 'off',
        method: 'PUT',
        retry_schedule: '[]',
        max_attempts: 0,
        state: 'held',
      }),
    ],
    attempts: [
      oldAttempt(1, 1),
      oldAttempt(2, 1, {
        outcome: 'failed',
        status_code: 415,
        note: 'a note',
        content_encoding: 'zstd',
        total_ms: 3,
      }),
      oldAttempt(2, 1, {
        outcome: 'failed',
        status_code: 500,
        dns_ms: 0.123456789012345,
        connect_ms: 1 / 3,
        tls_ms: 2.000000000000004,
        total_ms: 5,
        response_body: Buffer.alloc(65_536, 'x'),
        response_bytes: 1_048_577,
        response_truncated: 1,
        tls_protocol: 'TLSv1.3',
      }),
      oldAttempt(2, 2, {
        outcome: 'failed',
        status_code: null,
        error_code: 'refused',
        error_message: 'Nothing listens "there": é.',
        first_byte_ms: null,
        total_ms: 7.1,
        request_head: '',
        response_head: '',
        response_body: Buffer.alloc(0),
        response_bytes: 0,
        http_version: null,
        remote_address: null,
      }),
      oldAttempt(5, 1, { outcome: 'failed', status_code: 503 }),
      oldAttempt(6, 1, {
        outcome: 'failed',
        status_code: 503,
        response_body: Buffer.from([0xff, 0x00, 0x41]),
        response_bytes: 3,
      }),
      oldAttempt(9, 1, { outcome: 'failed', status_code: 503 }),
      oldAttempt(9, 2, { outcome: 'failed', status_code: 503 }),
    ],
    lastSeq: 50,
  }
}

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
      replays: old.seq === 2 ? [{ id: 'd10', state: 'held', createdAt: then + 10 }] : [],
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
  expect(third.attempts.at(-1)).toMatchObject({ number: 3, outcome: 'interrupted', startedAt: then + 9_000 })
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

/** When the write-ahead log of a folder has grown to so many bytes. */
function logGrowsTo(dataDir: string, bytes: number): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(dataDir, () => {
      void stat(join(dataDir, `${databaseName}-wal`)).then(
        ({ size }) => {
          if (size < bytes) return
          watcher.close()
          resolve()
        },
        () => {},
      )
    })
  })
}

it(
  'killed in the middle, it is the old schema or the new one, and the next start finishes it',
  { timeout: 60_000 },
  async () => {
    const old = tempDir()
    const url = 'http://127.0.0.1:1/hooks'
    const rows = oldRows(url)
    const count = 4_000
    const failed = { state: 'failed', attempt_count: 1, last_status_code: 500, attempt_marks: 'f' } as const
    for (let seq = 100; seq < 100 + count; seq += 1) {
      rows.deliveries.push(oldDelivery(seq, `${url}?n=${seq % 50}`, failed))
      rows.attempts.push(
        oldAttempt(seq, 1, { outcome: 'failed', status_code: 500, response_body: Buffer.alloc(6_000, 'x') }),
      )
    }
    writeOldQueue(old, rows)
    const versions: number[] = []
    for (const grown of [4_096, 8_000_000]) {
      const dataDir = tempDir()
      await cp(join(old, databaseName), join(dataDir, databaseName))
      const growing = logGrowsTo(dataDir, grown)
      const application = spawnApplication(dataDir)
      await growing
      await application.kill()
      const database = new Database(join(dataDir, databaseName))
      const version = Number(database.pragma('user_version', { simple: true }))
      versions.push(version)
      expect([1, schemaVersion]).toContain(version)
      expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
      const isNew =
        database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'destinations'").get() !== undefined
      expect(isNew).toBe(version === schemaVersion)
      expect(database.prepare('SELECT count(*) AS n FROM deliveries').get()).toEqual({ n: count + 10 })
      database.close()

      const again = await startApplication(dataDir)
      const { counts } = (await again.run('stats.get', {})) as { counts: Record<string, number> }
      expect(counts).toMatchObject({ failed: count + 1, held: 2, delivered: 1, sending: 0 })
      await again.quit()
      expectWhole(dataDir)
    }
    expect(versions).toContain(1)
  },
)
