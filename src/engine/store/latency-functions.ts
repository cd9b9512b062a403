/** What SQL says of latencies: see `latencies.ts` for how they are stored. */
import type { Database } from 'better-sqlite3'
import { addEncoded, addLatency, encodeLatencies, type Latencies, noLatencies } from '../latencies.ts'

/**
 * `latencies(x)`, an aggregate over times in ms or over stored histograms, and `merge_latencies(a, b)` of two stored ones.
 * They live with the connection and stand in no schema.
 */
export function addLatencyFunctions(database: Database): void {
  database.aggregate('latencies', {
    deterministic: true,
    start: noLatencies,
    step: (sum: Latencies, value: unknown) => {
      if (Buffer.isBuffer(value)) addEncoded(sum, value)
      else addLatency(sum, Number(value))
      return sum
    },
    result: encodeLatencies,
  })
  database.function('merge_latencies', { deterministic: true }, (one: unknown, other: unknown) => {
    const sum = noLatencies()
    for (const bytes of [one, other]) if (Buffer.isBuffer(bytes)) addEncoded(sum, bytes)
    return encodeLatencies(sum)
  })
}
