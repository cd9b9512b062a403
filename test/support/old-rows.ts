/** What a queue of the first version may hold: see old-queue.ts. */
import type { OldAttempt, OldDelivery, OldRows } from './old-queue.ts'

export const lastYear = Date.UTC(2025, 11, 31, 23)
export const categories = ['order.created', 'Order.created', "it's", 'été "x"']

export function oldDelivery(seq: number, url: string, changes: Partial<OldDelivery> = {}): OldDelivery {
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
    created_at: lastYear + seq,
    updated_at: lastYear + 1_000 * seq,
    last_status_code: null,
    last_error_code: null,
    last_total_ms: null,
    attempt_marks: '',
    ...changes,
  }
}

export function oldAttempt(
  deliverySeq: number,
  number: number,
  changes: Partial<OldAttempt> = {},
): OldAttempt {
  return {
    delivery_seq: deliverySeq,
    number,
    started_at: lastYear + number,
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
export function oldRows(url: string): OldRows {
  const failed = { state: 'failed', attempt_count: 2, last_status_code: 500, last_total_ms: 7.1 } as const
  const lease = { lease_owner: 'gone', lease_expires_at: lastYear } as const
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
        last_used_at: lastYear,
        created_at: lastYear,
      },
      {
        seq: 2,
        id: 'ep2',
        name: 'y',
        url: 'http://127.0.0.1:1/',
        saved: 0,
        zstd_support: 'unknown',
        last_outcome: null,
        last_used_at: lastYear,
        created_at: lastYear,
      },
    ],
    events: categories.map((category, index) => ({
      seq: index + 1,
      event_id: `e${index + 1}`,
      category,
      created_at: lastYear + index,
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
      oldDelivery(3, url, { state: 'queued', next_attempt_at: lastYear + 5 }),
      oldDelivery(4, `${url}?q=1`, { state: 'scheduled', next_attempt_at: lastYear + 9_000_000_000 }),
      oldDelivery(5, url, {
        state: 'retrying',
        attempt_count: 1,
        next_attempt_at: lastYear + 6,
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
