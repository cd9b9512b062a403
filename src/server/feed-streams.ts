/**
 * `/api/stream`: the feed as Server-Sent Events. Every batch reaches every reader in order or the reader is dropped; one
 * that comes back with the id of its last batch gets what it missed, or is told to take a snapshot. Ids name the run besides
 * the batch, because every run of the application counts from 1.
 */
import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { Clock } from '../engine/clock.ts'
import type { FeedBatch } from '../shared/events.ts'
import { Refusal } from '../shared/result.ts'
import { createBatchRing, type NumberedBatch } from './batch-ring.ts'

/** Less than any reader may leave unread, so that what it missed never costs it the connection. */
const ring = { mostBatches: 1_000, mostLength: 4 * 1024 * 1024 }
const mostUnreadBytes = 8 * 1024 * 1024
const heartbeatMs = 15_000
/** How long a browser's EventSource waits before it comes back. */
const retryMs = 2_000

export interface FeedStreams {
  /** `after` as it came: a number, or the id of an event. Refuses with `after_invalid`. */
  open(response: ServerResponse, after: string | null): void
  /** Batches are kept from the one after this number on. */
  begin(number: number): void
  send(batch: FeedBatch): void
  /** Ends all of them in order, with what they have yet to read. */
  end(): void
  /** Ends them for good, and nothing is armed any more. */
  close(): void
  terminate(): void
}

export interface FeedStreamsOptions {
  clock: Clock
  /** Bytes that a reader may leave unread before it is dropped; 8 MiB. */
  unreadLimitBytes?: number
}

export function createFeedStreams(options: FeedStreamsOptions): FeedStreams {
  const { clock, unreadLimitBytes = mostUnreadBytes } = options
  const run = randomBytes(4).toString('hex')
  const batches = createBatchRing(ring)
  const readers = new Set<ServerResponse>()
  let stopHeart: (() => void) | null = null

  const write = (reader: ServerResponse, text: string): void => {
    if (reader.writableLength > unreadLimitBytes) reader.destroy()
    else reader.write(text)
  }
  const beat = (): void => {
    stopHeart = clock.after(heartbeatMs, beat)
    for (const reader of readers) write(reader, ':\n\n')
  }
  const rest = (): void => {
    stopHeart?.()
    stopHeart = null
  }
  const end = (): void => {
    for (const reader of readers) reader.end()
  }

  return {
    open(response, after) {
      const missed = after === null ? [] : missedAfter(batches.after, { after, run })
      response.writeHead(200, head)
      response.write(`retry: ${retryMs}\n\n`)
      if (missed === null) response.write(resetText(batches.latest(), run))
      else for (const batch of missed) response.write(batchText(batch, run))
      readers.add(response)
      response.on('error', () => {}) // It went away, which `close` tells.
      response.once('close', () => {
        readers.delete(response)
        if (readers.size === 0) rest()
      })
      stopHeart ??= clock.after(heartbeatMs, beat)
    },
    begin: (number) => batches.begin(number),
    send(batch) {
      const numbered = { number: batch.number, text: JSON.stringify(batch) }
      batches.push(numbered)
      const text = batchText(numbered, run)
      for (const reader of readers) write(reader, text)
    },
    end,
    close() {
      end()
      rest()
    },
    terminate() {
      for (const reader of readers) reader.destroy()
    },
  }
}

const head = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  // Whoever reads for hours keeps no connection for others, and its end is the end of the connection.
  connection: 'close',
}

function batchText({ number, text }: NumberedBatch, run: string): string {
  return `id: ${number}-${run}\nevent: batch\ndata: ${text}\n\n`
}

function resetText(latest: number, run: string): string {
  const message =
    'What came in between is not kept any more. Take a snapshot (snapshot.get); batches go on from here.'
  return `id: ${latest}-${run}\nevent: reset\ndata: ${JSON.stringify({ latest, message })}\n\n`
}

type After = (number: number) => NumberedBatch[] | null

/** Null: nobody knows what was missed. A bare number, as a snapshot carries it, is taken to be of this run. */
function missedAfter(
  batchesAfter: After,
  { after, run }: { after: string; run: string },
): NumberedBatch[] | null {
  const [, number, itsRun = run] = /^(\d{1,15})(?:-([\da-f]{8}))?$/.exec(after) ?? []
  if (number === undefined) {
    const message = 'Resume from the number of a batch or a snapshot, or from the id of an event, such as 17.'
    throw new Refusal('after_invalid', message, { field: 'after' })
  }
  return itsRun === run ? batchesAfter(Number(number)) : null
}
