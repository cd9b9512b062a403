/** The queue of the Go package as a source: every value of a bucket is an event. */
import { Refusal } from '../../shared/result.ts'
import type { FileItem } from './file-delivery.ts'
import { type Bbolt, openBbolt } from './read-bbolt.ts'
import { readEvent } from './read-event.ts'
import { longestPieceBytes, type Source, tooLong } from './source.ts'

/** What the Go package calls its bucket unless it is told otherwise (dispatcher.go). */
const usualBucket = 'webhook_events'

/** Refuses with `bbolt_damaged`, `file_invalid`, `bucket_unknown`. */
export function openBboltSource(file: string, asked: string | undefined): Source {
  const database = openBbolt(file)
  try {
    const buckets = database.bucketNames()
    const bucket = chosenBucket(buckets, asked)
    let bytesRead = 0
    return {
      format: 'bbolt',
      isCompressed: false,
      bucket,
      buckets,
      sizeBytes: database.sizeBytes,
      bytesRead: () => bytesRead,
      async *items() {
        for (const item of itemsOf(database, bucket)) {
          bytesRead += item.bytes
          yield item.item
        }
        database.assertUnchanged()
        bytesRead = database.sizeBytes
      },
      async close() {
        database.close()
      },
    }
  } catch (error) {
    database.close()
    throw error
  }
}

function chosenBucket(buckets: string[], asked: string | undefined): string {
  const bucket = asked ?? (buckets.includes(usualBucket) ? usualBucket : buckets[0])
  if (bucket !== undefined && buckets.includes(bucket)) return bucket
  const message =
    buckets.length === 0
      ? 'The bbolt database has no bucket.'
      : `The bbolt database has no bucket ${bucket ?? ''}. It has: ${buckets.slice(0, 20).join(', ')}.`
  throw new Refusal('bucket_unknown', message, { field: 'bucket', buckets })
}

function* itemsOf(database: Bbolt, bucket: string): Generator<{ item: FileItem; bytes: number }> {
  for (const entry of database.entries(bucket)) {
    const place = { line: entry.index + 1, place: `key ${entry.key.toString('utf8').slice(0, 60)}` }
    const read = entry.valueBytes > longestPieceBytes ? { problem: tooLong } : readEvent(entry.value)
    yield { item: { ...place, ...read }, bytes: entry.valueBytes }
  }
}
