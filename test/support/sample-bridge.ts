/**
 * An engine of a few hundred lines less: a bridge over rows in memory, for tests of the window's state and for looking
 * at the window without an engine. It keeps the contract's promises about lists, anchors and the feed; it sends nothing.
 */
import type { Bridge } from '../../src/shared/bridge.ts'
import { type CommandName, commands } from '../../src/shared/commands.ts'
import type { FeedBatch, FeedEvent } from '../../src/shared/events.ts'
import type { Counts, DeliveryRow, DeliveryState, Snapshot } from '../../src/shared/model.ts'
import { newestFirst } from '../../src/shared/filter.ts'
import type { Result } from '../../src/shared/result.ts'
import { matchOf } from '../../src/renderer/live/matches.ts'
import { bodyOf, detailOf, sampleRow, sampleSnapshot } from './sample-data.ts'

export interface SampleBridge extends Bridge {
  /** Newest last, as accepted. */
  readonly rows: DeliveryRow[]
  /** Commands in the order in which they came. */
  readonly calls: { name: CommandName; input: unknown }[]
  /** Accepts `count` new deliveries and publishes them. */
  accept(count: number, state?: DeliveryState): DeliveryRow[]
  /** Changes a row and publishes it. */
  change(id: string, change: Partial<DeliveryRow>): void
  remove(ids: string[]): void
  publish(events: FeedEvent[], number?: number): void
  connection(connected: boolean): void
  /** Answers every command with this failure until it is null again. */
  failWith: { code: string; message: string } | null
}

type Handler = (input: Record<string, unknown>) => unknown

export function createSampleBridge(count: number, now = Date.now()): SampleBridge {
  const rows: DeliveryRow[] = Array.from({ length: count }, (_, index) =>
    sampleRow(index + 1, { count, now }),
  )
  const feed = new Set<(batch: FeedBatch) => void>()
  const connections = new Set<(connected: boolean) => void>()
  const snapshot: Snapshot = sampleSnapshot(rows, now)
  const calls: SampleBridge['calls'] = []

  const publish = (events: FeedEvent[], number = snapshot.number + 1): void => {
    snapshot.number = number
    for (const listener of feed) listener({ number, events })
  }
  const counts = (): FeedEvent => {
    snapshot.counts = countRows(rows)
    return { name: 'counts.changed', counts: snapshot.counts }
  }
  const change = (id: string, changed: Partial<DeliveryRow>): void => {
    const index = rows.findIndex((row) => row.id === id)
    const row = rows[index]
    if (!row) return
    const next = { ...row, updatedAt: Math.max(Date.now(), row.updatedAt + 1), ...changed }
    rows[index] = next
    publish([{ name: 'deliveries.changed', rows: [next] }, counts()])
  }
  const accept = (many: number, state: DeliveryState = 'queued'): DeliveryRow[] => {
    const fresh = Array.from({ length: many }, (_, index) => {
      const at = Date.now()
      const seq = (rows.at(-1)?.seq ?? 0) + 1 + index
      return { ...sampleRow(seq, { count: seq, now: at }), ...blank, state, createdAt: at, updatedAt: at }
    })
    rows.push(...fresh)
    publish([{ name: 'deliveries.changed', rows: fresh }, counts()])
    return fresh
  }
  const remove = (ids: string[]): void => {
    const gone = new Set(ids)
    rows.splice(0, rows.length, ...rows.filter((row) => !gone.has(row.id)))
    publish([{ name: 'deliveries.deleted', ids }, counts()])
  }

  const list: Handler = (input) => {
    const {
      filter,
      upToSeq,
      offset,
      limit,
      sort = newestFirst,
    } = commands['delivery.list'].input.parse(input)
    const newestSeq = rows.at(-1)?.seq ?? 0
    const anchor = upToSeq ?? newestSeq
    const found = rows.filter((row) => matchOf(row, filter) === 'yes').reverse()
    const upTo = found.filter((row) => row.seq <= anchor)
    return {
      rows: upTo.slice(offset, offset + limit),
      total: upTo.length,
      newestSeq,
      newer: found.length - upTo.length,
      sort,
      search: null,
    }
  }
  const find = (id: unknown): DeliveryRow | undefined => rows.find((row) => row.id === id)

  const setPaused = (paused: boolean): unknown => {
    snapshot.queue = { ...snapshot.queue, paused }
    publish([{ name: 'queue.changed', queue: snapshot.queue }])
    return snapshot.queue
  }
  const each = (input: Record<string, unknown>, run: (id: string) => void): unknown => {
    const ids = input['ids'] as string[]
    for (const id of ids) run(id)
    return { changed: ids, refused: [] }
  }

  const handlers: Partial<Record<CommandName, Handler>> = {
    'snapshot.get': () => ({ ...snapshot, counts: countRows(rows) }),
    'delivery.list': list,
    'delivery.show': (input) => {
      const row = find(input['id'])
      return row && detailOf(row, rows)
    },
    'delivery.body': (input) => {
      const row = find(input['id'])
      return row && bodyOf(row)
    },
    'delivery.bodyPart': (input) => {
      const row = find(input['id'])
      if (!row) return undefined
      const { body } = bodyOf(row)
      return { text: body, next: null }
    },
    'delivery.retry': (input) => each(input, (id) => change(id, { state: 'queued', nextAttemptAt: null })),
    'delivery.cancel': (input) => each(input, (id) => change(id, { state: 'canceled', nextAttemptAt: null })),
    'delivery.hold': (input) => each(input, (id) => change(id, { state: 'held', heldBy: 'person' })),
    'delivery.release': (input) => each(input, (id) => change(id, { state: 'queued', heldBy: null })),
    'delivery.delete': (input) => {
      remove(input['ids'] as string[])
      return { changed: input['ids'], refused: [] }
    },
    'delivery.replay': (input) => ({ deliveries: accept((input['ids'] as string[]).length) }),
    'event.send': () => {
      const [row] = accept(1)
      if (row) setTimeout(() => change(row.id, deliveredNow), 300)
      return { deliveries: [row] }
    },
    'receiver.start': () => {
      snapshot.receiver = { ...snapshot.receiver, url: 'http://127.0.0.1:38211/' }
      publish([{ name: 'receiver.changed', receiver: snapshot.receiver }])
      return snapshot.receiver
    },
    'queue.pause': () => setPaused(true),
    'queue.resume': () => setPaused(false),
  }

  const bridge: SampleBridge = {
    host: 'browser',
    rows,
    calls,
    failWith: null,
    accept,
    change,
    remove,
    publish,
    connection: (connected) => {
      for (const listener of connections) listener(connected)
    },
    invoke: async (name: CommandName, input: unknown) => {
      calls.push({ name, input })
      const error = bridge.failWith
      const value = error ? null : handlers[name]?.((input ?? {}) as Record<string, unknown>)
      // An answer is a copy, as it is over every real transport.
      const answer: Result<unknown> = error
        ? { ok: false, error }
        : value === undefined
          ? { ok: false, error: { code: 'delivery_unknown', message: 'There is no such delivery any more.' } }
          : { ok: true, value: structuredClone(value) }
      return answer as never
    },
    subscribe: (listener) => {
      feed.add(listener)
      return () => feed.delete(listener)
    },
    onConnection: (listener) => {
      connections.add(listener)
      return () => connections.delete(listener)
    },
    onMenu: () => () => {},
    onShow: () => () => {},
    openFolder: () => {},
    localApi: () => Promise.resolve({ url: 'http://127.0.0.1:8600', token: 'a'.repeat(43) }),
    files: {
      pick: async () => null,
      take: async () => null,
      place: async () => null,
      hand: async () => {},
      forget: () => {},
      reveal: () => {},
    },
  }
  return bridge
}

const blank = {
  attemptCount: 0,
  attemptMarks: '',
  nextAttemptAt: null,
  lastStatusCode: null,
  lastErrorCode: null,
  lastTotalMs: null,
}

const deliveredNow: Partial<DeliveryRow> = {
  state: 'delivered',
  attemptCount: 1,
  attemptMarks: 'd',
  lastStatusCode: 200,
  lastTotalMs: 6.4,
}

function countRows(rows: readonly DeliveryRow[]): Counts {
  const counts: Counts = {
    scheduled: 0,
    queued: 0,
    sending: 0,
    retrying: 0,
    held: 0,
    delivered: 0,
    failed: 0,
    canceled: 0,
  }
  for (const row of rows) counts[row.state] += 1
  return counts
}
