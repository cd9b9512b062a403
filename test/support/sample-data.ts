/** Deliveries as a busy week leaves them behind: mostly delivered, some retrying or failed, a few with extreme values. */
import { envelope } from '../../src/shared/envelope.ts'
import type {
  Attempt,
  Counts,
  DeliveryDetail,
  DeliveryRow,
  DeliveryState,
  Snapshot,
} from '../../src/shared/model.ts'
import { type EndpointSummary, goodHealth } from '../../src/shared/endpoint.ts'
import { defaultSettings } from '../../src/shared/settings.ts'
import { defaultRetrySchedule } from '../../src/shared/retry.ts'

const categories = [
  'order.created',
  'order.updated',
  'invoice.paid',
  'user.created',
  'shipment.dispatched',
  'subscription.renewal.failed',
  'catalog.import.finished_with_warnings_and_a_name_that_never_ends',
]

const endpoints: [id: string, url: string][] = [
  ['ep-local', 'http://localhost:3000/hooks'],
  ['ep-staging', 'https://staging.example.com/api/v2/webhooks/incoming'],
  ['ep-partner', 'https://hooks.partner.example/in?tenant=41&source=dispatcher'],
  ['ep-legacy', 'http://10.20.30.40:8080/'],
  ['ep-long', `https://a-very-long-subdomain.of-some-department.customer.example/${'path/'.repeat(30)}end`],
]

/** The same for the same seq, so that a picture of the window is the same each time. */
function chance(seq: number, salt: number): number {
  const x = Math.sin(seq * 127.1 + salt * 311.7) * 43_758.5453
  return x - Math.floor(x)
}

function pick<T>(list: readonly T[], at: number): T {
  return list[Math.min(list.length - 1, Math.floor(at * list.length))] as T
}

function stateOf(seq: number, fromNewest: number): DeliveryState {
  if (fromNewest < 3) return 'queued'
  if (fromNewest < 5) return 'sending'
  const luck = chance(seq, 1)
  if (fromNewest < 60 && luck < 0.2) return 'retrying'
  if (luck < 0.03) return 'failed'
  return luck < 0.034 ? 'canceled' : 'delivered'
}

function marksFor(state: DeliveryState, seq: number): string {
  const many = 1 + Math.floor(chance(seq, 2) * 5)
  switch (state) {
    case 'delivered':
      return chance(seq, 3) < 0.85 ? 'd' : `${'f'.repeat(many)}d`
    case 'failed':
      return chance(seq, 3) < 0.2 ? 'f'.repeat(24) : 'f'.repeat(many + 3)
    case 'retrying':
      return chance(seq, 3) < 0.2 ? `fi${'f'.repeat(many)}` : 'f'.repeat(many)
    case 'canceled':
      return 'f'
    case 'scheduled':
    case 'queued':
    case 'sending':
    case 'held':
      return ''
  }
}

export function sampleRow(seq: number, { count, now }: { count: number; now: number }): DeliveryRow {
  const fromNewest = count - seq
  const state = stateOf(seq, fromNewest)
  const attemptMarks = marksFor(state, seq)
  const [endpointId, url] = pick(endpoints, chance(seq, 4) ** 2)
  const createdAt = now - Math.round(fromNewest ** 1.35 * 2_300) - 400
  const ended = attemptMarks === '' ? null : attemptMarks.at(-1)
  const refused = ended === 'f' && chance(seq, 5) < 0.3
  return {
    seq,
    id: `0199a${seq.toString(16).padStart(3, '0')}-7c1e-7d3a-9f00-${seq.toString(16).padStart(12, '0')}`,
    eventId: `0199a${seq.toString(16).padStart(3, '0')}-11aa-7b2c-8e4d-${(seq * 7).toString(16).padStart(12, '0')}`,
    category: pick(categories, chance(seq, 6) ** 1.4),
    url,
    method: chance(seq, 7) < 0.03 ? 'PUT' : 'POST',
    state,
    heldBy: state === 'held' ? 'person' : null,
    attemptCount: attemptMarks.replaceAll('i', '').length,
    maxAttempts: chance(seq, 8) < 0.1 ? 0 : 30,
    retrySchedule: defaultRetrySchedule,
    nextAttemptAt: state === 'retrying' ? now + Math.round(chance(seq, 9) ** 3 * 5_400_000) + 4_000 : null,
    createdAt,
    updatedAt: createdAt + 900,
    replayOf: chance(seq, 10) < 0.04 && seq > 1 ? sampleId(seq - 1) : null,
    endpointId,
    lastStatusCode:
      ended === 'd'
        ? pick([200, 200, 200, 202, 204], chance(seq, 11))
        : ended === null || refused
          ? null
          : 503,
    lastErrorCode: refused ? pick(['refused', 'timeout_response', 'tls_expired'], chance(seq, 12)) : null,
    lastTotalMs: ended === null ? null : Math.round(chance(seq, 13) ** 4 * 9_000 * 10) / 10 + 3.2,
    attemptMarks,
  }
}

function sampleId(seq: number): string {
  return `0199a${seq.toString(16).padStart(3, '0')}-7c1e-7d3a-9f00-${seq.toString(16).padStart(12, '0')}`
}

export function bodyOf(row: DeliveryRow): { data: string; body: string } {
  const items = Array.from(
    { length: row.seq % 97 === 0 ? 60_000 : 3 },
    (_, index) =>
      `{"sku":"A-${1000 + index}","quantity":${(index % 4) + 1},"price":${(index * 7.35 + 9.9).toFixed(2)}}`,
  )
  const data =
    `{"order_id":98765432109876543210,"customer":{"id":${row.seq},"name":"Ada Lovelace","email":"ada@example.com"},` +
    `"items":[${items.join(',')}],"paid":true,"coupon":null,"note":"Ring the bell \\u2014 twice"}`
  const body = envelope({ ...row, bodyMode: 'envelope', data })
  return { data, body }
}

const errors: Record<string, string> = {
  refused:
    'Connection refused on 127.0.0.1:3000: nothing listens there. Start the receiver, or check host and port.',
  timeout_response:
    'No answer within 10 s. The endpoint took the request but did not respond; raise the timeout if it needs longer.',
  tls_expired:
    'The certificate of staging.example.com expired on 3 March. Renew it, or turn verification off for this endpoint.',
}

function attemptOf(row: DeliveryRow, index: number): Attempt {
  const letter = row.attemptMarks[index]
  const isLast = index === row.attemptMarks.length - 1
  const errorCode =
    letter === 'i' ? 'interrupted' : isLast ? row.lastErrorCode : index % 3 === 1 ? 'refused' : null
  const statusCode = letter === 'd' ? (row.lastStatusCode ?? 200) : errorCode ? null : 503
  const totalMs = isLast ? (row.lastTotalMs ?? 12) : 8 + chance(row.seq, index) * 60
  const reused = index % 2 === 1
  return {
    number: row.attemptMarks.slice(0, index + 1).replaceAll('i', '').length + (letter === 'i' ? 1 : 0),
    startedAt: row.createdAt + 20 + index ** 2 * 3_100,
    outcome: letter === 'd' ? 'delivered' : letter === 'i' ? 'interrupted' : 'failed',
    statusCode,
    errorCode,
    errorMessage:
      letter === 'i'
        ? 'The application ended while this request was on its way. Whether it arrived is unknown, so it is sent again.'
        : errorCode
          ? (errors[errorCode] ?? null)
          : statusCode === 503
            ? 'The endpoint answered 503 Service Unavailable and asked to wait 20 s (Retry-After).'
            : null,
    note: null,
    timings: {
      dnsMs: reused ? null : 0.6,
      connectMs: errorCode === 'refused' ? 0.4 : reused ? null : 1.9,
      tlsMs: row.url.startsWith('https') && !reused ? 9.4 : null,
      firstByteMs: statusCode === null ? null : totalMs * 0.9,
      totalMs,
    },
    requestHeaders: [
      ['Host', new URL(row.url).host],
      ['Content-Type', 'application/json'],
      ['User-Agent', 'WebhookDispatcher/0.1.0'],
      ['webhook-id', row.eventId],
      ['webhook-timestamp', String(Math.floor(row.createdAt / 1_000))],
      ['webhook-attempt', String(index + 1)],
      ['X-Tenant', 'north-41'],
      [
        'Authorization',
        'Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N',
      ],
      ['Content-Length', '412'],
    ],
    requestBytes: 412,
    contentEncoding: row.seq % 5 === 0 ? 'zstd' : null,
    responseHeaders:
      statusCode === null
        ? []
        : [
            ['content-type', 'application/json; charset=utf-8'],
            ['date', new Date(row.createdAt).toUTCString()],
            ...(statusCode === 503 ? ([['retry-after', '20']] as [string, string][]) : []),
            ['x-request-id', `req_${row.seq.toString(36)}`],
          ],
    responseBody:
      statusCode === null
        ? ''
        : statusCode === 503
          ? '<h1>Service Unavailable</h1>\n'
          : '{"ok":true,"received":1}',
    responseBytes: statusCode === null ? 0 : 24,
    responseIsText: true,
    postponed: null,
    responseTruncated: false,
    httpVersion: statusCode === null ? null : '1.1',
    remoteAddress: errorCode === 'timeout_response' ? null : '127.0.0.1:3000',
    tlsProtocol: row.url.startsWith('https') && statusCode !== null ? 'TLSv1.3' : null,
    certificate: null,
  }
}

export function detailOf(row: DeliveryRow, rows: readonly DeliveryRow[]): DeliveryDetail {
  return {
    ...row,
    heldBy: row.state === 'held' ? 'person' : null,
    resumeAt: row.state === 'held' ? row.updatedAt : null,
    bodyMode: 'envelope',
    contentType: 'application/json',
    compression: 'auto',
    headers: [['X-Tenant', 'north-41']],
    bodyBytes: bodyOf(row).body.length,
    attempts: Array.from(row.attemptMarks, (_, index) => attemptOf(row, index)),
    replays: rows
      .filter((other) => other.replayOf === row.id)
      .map(({ id, state, createdAt }) => ({ id, state, createdAt })),
  }
}

export function sampleSnapshot(rows: readonly DeliveryRow[], now: number): Snapshot {
  const counts = Object.fromEntries(
    ['scheduled', 'queued', 'sending', 'retrying', 'held', 'delivered', 'failed', 'canceled'].map((state) => [
      state,
      rows.filter((row) => row.state === state).length,
    ]),
  ) as Counts
  return {
    number: 1,
    version: '0.1.0',
    dataDir: '/home/ada/.local/share/webhook-dispatcher',
    queue: { lifecycle: 'running', paused: false, fault: null },
    counts,
    settings: defaultSettings,
    endpoints: rows.length === 0 ? [] : sampleEndpoints(now),
    views: [],
    jobs: [],
    recovery: null,
    receiver: { url: null, answers: [200], received: 0, requests: [] },
    pulse: {
      buckets: Array.from({ length: 60 }, (_, index) => ({
        at: now - (60 - index) * 5_000,
        delivered: rows.length === 0 ? 0 : Math.round(chance(index, 21) * 18 + Math.sin(index / 7) * 8 + 8),
        failed: rows.length > 0 && chance(index, 22) < 0.25 ? Math.round(chance(index, 23) * 5) : 0,
      })),
      successRate: rows.length === 0 ? null : 0.9824,
      p95Ms: rows.length === 0 ? null : 41.3,
    },
  }
}

function sampleEndpoints(now: number): EndpointSummary[] {
  const outcomes = ['delivered', 'failed', 'delivered', 'interrupted', null] as const
  return endpoints.map(([id, url], index) => ({
    id,
    name: new URL(url).host,
    url,
    lastOutcome: outcomes[index] ?? null,
    lastUsedAt: now - index * 60_000,
    zstdSupport: 'unknown',
    saved: false,
    paused: null,
    pausedAt: null,
    health: goodHealth,
  }))
}
