/** Inputs of every command, as fast-check makes them: right ones, nearly right ones and nonsense. */
import * as fc from 'fast-check'
import type { CommandInput, CommandName } from '../../src/shared/commands.ts'
import { sortColumns, textPlaces } from '../../src/shared/filter.ts'
import {
  bodyModes,
  closeChoices,
  compressions,
  deliveryStates,
  notificationChoices,
  themes,
} from '../../src/shared/model.ts'
import { conflictChoices, exportFormats } from '../../src/shared/queue-file.ts'
import { pulseSpans } from '../../src/shared/pulse.ts'

/** Stand for ids that exist when the command is sent: see `withIds`. */
const deliveryId = fc.constantFrom('$delivery0', '$delivery1', '$delivery2', 'nobody')
const endpointId = fc.constantFrom('$endpoint0', '$endpoint1', 'nobody')
const jobId = fc.constantFrom('$job0', 'nobody')

const url = fc.constantFrom('http://127.0.0.1:1/a', 'http://127.0.0.1:1/b?q=1', 'unix:/nowhere.sock:/x')
const wait = fc.constantFrom('0s', '300ms', '1m30s', '24h', '2d')
const policy = { retrySchedule: fc.array(wait, { maxLength: 4 }), maxAttempts: fc.nat(5) }
const headers = fc.array(
  fc.tuple(fc.constantFrom('X-A', 'x-b', 'Authorization'), fc.constantFrom('', '1', 'a b')),
  { maxLength: 3 },
)
const data = fc.oneof(fc.json({ maxDepth: 2 }), fc.constantFrom('{}', '[9007199254740993]', ' { "a" : 1 } '))
const category = fc.constantFrom('c', 'order.created')
const method = fc.constantFrom('POST', 'PUT', 'PATCH', 'GET', 'DELETE')
const timeoutMs = fc.integer({ min: 1_000, max: 600_000 })

const some = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(model, { requiredKeys: [] })

const filter = some({
  states: fc.subarray([...deliveryStates]),
  category,
  endpointId,
  answers: fc.subarray(['2xx', '5xx', '404', 'refused']),
  acceptedFrom: fc.nat(),
  acceptedUntil: fc.constant(9_999_999_999_999),
  attemptedFrom: fc.nat(),
  attemptedUntil: fc.constant(9_999_999_999_999),
  text: fc.constantFrom('', 'a', '127.0.0.1', '%', '_', "'", '01'),
  textIn: fc.subarray([...textPlaces]),
})
const sort = fc.record({ by: fc.constantFrom(...sortColumns), descending: fc.boolean() })
const look = fc.record({
  filter,
  acceptedWithinMs: fc.option(fc.integer({ min: 1, max: 1_000 })),
  sort,
  columns: fc.record({ hidden: fc.subarray(['took']), widths: fc.constantFrom({}, { category: 90 }) }),
})
const selection = fc.oneof(
  fc.record({ ids: fc.array(deliveryId, { minLength: 1, maxLength: 3 }) }),
  fc.record({ filter }),
)
const nothing = fc.constant({})
const byEndpoint = fc.record({ id: endpointId })

const event = fc.record(
  {
    url,
    category,
    data,
    method,
    headers,
    bodyMode: fc.constantFrom(...bodyModes),
    contentType: fc.constantFrom('application/json', 'text/plain'),
    ...policy,
    compression: fc.constantFrom(...compressions),
    copies: fc.integer({ min: 1, max: 3 }),
    sendAt: fc.integer({ min: 0, max: 253_402_000_000_000 }),
    everyMs: fc.integer({ min: 0, max: 60_000 }),
    placeholders: fc.boolean(),
  },
  { requiredKeys: ['url', 'category', 'data'] },
)
const eventToEndpoints = fc.record(
  { endpointIds: fc.array(endpointId, { minLength: 1, maxLength: 3 }), category, data, eventId: fc.uuid() },
  { requiredKeys: ['endpointIds', 'category', 'data'] },
)

const options = some({
  method,
  headers,
  compression: fc.option(fc.constantFrom(...compressions)),
  retrySchedule: fc.option(policy.retrySchedule),
  maxAttempts: fc.option(policy.maxAttempts),
  requestTimeoutMs: fc.option(timeoutMs),
  jitterPercent: fc.integer({ min: 0, max: 50 }),
  concurrency: fc.option(fc.integer({ min: 1, max: 500 })),
  rateLimit: fc.option(
    fc.record({ count: fc.integer({ min: 1, max: 10_000 }), perMs: fc.constantFrom(1_000, 60_000) }),
  ),
  ordered: fc.boolean(),
  breaker: fc.option(
    fc.record({ failures: fc.integer({ min: 1, max: 9 }), probeAfterMs: fc.constant(1_000) }),
  ),
  holdWhileRefused: fc.boolean(),
  transport: fc.record({
    followRedirects: fc.boolean(),
    http2: fc.boolean(),
    tls: fc.record({
      verify: fc.boolean(),
      caFile: fc.option(fc.constant('/nowhere.pem')),
      certFile: fc.constant(null),
      keyFile: fc.constant(null),
    }),
  }),
})

const settings = some({
  concurrency: fc.integer({ min: 1, max: 500 }),
  requestTimeoutMs: timeoutMs,
  cooldownMs: fc.nat(86_400_000),
  userAgent: fc.constantFrom('', 'a/1'),
  compression: fc.constantFrom(...compressions),
  ...policy,
  deleteDelivered: fc.boolean(),
  keepDeliveredDays: fc.option(fc.integer({ min: 1, max: 3_650 })),
  keepDeliveredCount: fc.option(fc.integer({ min: 1, max: 100_000_000 })),
  logLevel: fc.constantFrom('off', 'error', 'warn', 'info', 'debug'),
  proxy: fc.constantFrom('', 'off', 'http://proxy.example:3128'),
  systemCertificates: fc.boolean(),
  localApi: fc.boolean(),
  theme: fc.constantFrom(...themes),
  notifications: fc.constantFrom(...notificationChoices),
  whenClosed: fc.constantFrom(...closeChoices),
})

const draft = fc.record({ fields: fc.constantFrom<string>('{}', '{"copies":"2"}'), data })

/** What exports and imports do with files has tests of its own. */
const inNoFolder = (choices: Record<string, fc.Arbitrary<unknown>>) =>
  some(choices).map((more) => ({ file: '/nowhere/queue.jsonl', ...more }))

/** Each is right but for ids that may not exist. */
export const validInputs: { [N in CommandName]: fc.Arbitrary<unknown> } = {
  'snapshot.get': nothing,
  'stats.get': nothing,
  'event.send': fc.oneof(event, eventToEndpoints),
  'delivery.list': some({
    filter,
    upToSeq: fc.nat(),
    offset: fc.nat(),
    limit: fc.integer({ min: 1, max: 500 }),
    sort,
    whole: fc.boolean(),
  }),
  'delivery.show': fc.record({ id: deliveryId }),
  'delivery.body': fc.record({ id: deliveryId }),
  'delivery.bodyPart': fc.record(
    { id: deliveryId, from: fc.nat(9), most: fc.integer({ min: 4, max: 9 }) },
    { requiredKeys: ['id'] },
  ),
  'delivery.responseBytes': fc.record({ id: deliveryId, attempt: fc.nat(2) }),
  'delivery.lineage': fc.record({ id: deliveryId }),
  'delivery.retry': selection,
  'delivery.replay': fc
    .tuple(
      selection,
      some({
        as: fc.constantFrom('redeliver', 'new'),
        edits: some({ url, category, data, headers, method, ...policy }),
        rateLimit: fc.record({
          count: fc.integer({ min: 1, max: 10_000 }),
          perMs: fc.constantFrom(1_000, 60_000),
        }),
      }),
    )
    .map(([chosen, more]) => ({ ...chosen, ...more })),
  'replay.summary': fc.record({
    firstSeq: fc.integer({ min: 1, max: 99 }),
    lastSeq: fc.integer({ min: 1, max: 99 }),
  }),
  'delivery.cancel': selection,
  'delivery.hold': selection,
  'delivery.release': selection,
  'delivery.reschedule': fc
    .tuple(selection, fc.oneof(fc.record(policy), fc.record({ nextAttemptAt: fc.nat(2_000_000_000) })))
    .map(([chosen, more]) => ({ ...chosen, ...more })),
  'delivery.delete': selection,
  'delivery.wait': fc.record({
    ids: fc.array(deliveryId, { minLength: 1, maxLength: 3 }),
    timeoutMs: fc.constant(1),
  }),
  'search.stop': fc.record({ filter }),
  'search.resume': fc.record({ filter }),
  'view.list': nothing,
  'view.save': fc.record({ name: fc.constantFrom('a', 'b', ' c '), look }),
  'view.delete': fc.record({ id: fc.constant('none') }),
  'endpoint.list': some({ saved: fc.boolean() }),
  'endpoint.show': byEndpoint,
  'endpoint.save': some({ id: endpointId, name: fc.constantFrom('a', 'b', ' c '), url, options }),
  'endpoint.delete': byEndpoint,
  'endpoint.pause': byEndpoint,
  'endpoint.resume': byEndpoint,
  'template.list': nothing,
  'template.show': fc.record({ id: fc.constant('nobody') }),
  'template.save': fc.oneof(
    fc.record({ name: fc.constantFrom('a', ' b '), draft, summary: fc.constantFrom('', 'x') }),
    fc.record({ id: fc.constant('nobody'), name: fc.constant('c') }),
  ),
  'template.delete': fc.record({ id: fc.constant('nobody') }),
  'draft.get': nothing,
  'draft.save': fc.oneof(fc.record({ draft }), fc.constant({ draft: null })),
  'job.stop': fc.record({ id: jobId }),
  'job.wait': fc.record({ id: jobId, timeoutMs: fc.constant(1) }),
  'queue.export': inNoFolder({ format: fc.constantFrom(...exportFormats) }),
  'queue.import': inNoFolder({ onConflict: fc.constantFrom(...conflictChoices) }),
  'import.report': fc.record({ jobId }),
  'queue.pause': nothing,
  'queue.resume': nothing,
  'queue.drain': fc.record({ timeoutMs: fc.constant(1) }),
  'pulse.read': fc
    .tuple(fc.constantFrom(...pulseSpans), some({ endpointId }))
    .map(([span, more]) => ({ span, ...more })),
  'pulse.endpoints': nothing,
  'log.read': some({ lines: fc.integer({ min: 1, max: 1_000 }) }),
  'database.compact': nothing,
  'recovery.salvage': nothing,
  'recovery.dismiss': nothing,
  'settings.set': settings,
  'receiver.start': fc.record({ port: fc.constant(0) }),
  'receiver.stop': nothing,
  'receiver.answer': fc.record({
    answers: fc.array(fc.integer({ min: 200, max: 599 }), { minLength: 1, maxLength: 5 }),
  }),
  'receiver.clear': nothing,
} satisfies { [N in CommandName]: fc.Arbitrary<CommandInput<N> | Partial<CommandInput<N>>> }

/** Puts ids in the place of what stands for them: `$delivery0` is the first of `deliveries`. */
export function withIds(
  input: unknown,
  ids: { delivery: string[]; endpoint: string[]; job: string[] },
): unknown {
  if (typeof input === 'string') {
    const [, kind, index] = /^\$(delivery|endpoint|job)(\d)$/.exec(input) ?? []
    return kind === undefined ? input : (ids[kind as keyof typeof ids].at(-1 - Number(index)) ?? 'nobody')
  }
  if (Array.isArray(input)) return input.map((one) => withIds(one, ids))
  if (typeof input !== 'object' || input === null || Object.getPrototypeOf(input) !== Object.prototype)
    return input
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, withIds(value, ids)]))
}
