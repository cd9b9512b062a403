/** What has become of the replays in a span of seqs: reads them, 0.1 us each. */
import type { Database } from 'better-sqlite3'
import type { ReplaySummary, SeqSpan } from '../../shared/job.ts'
import type { StoredState } from './tallies.ts'

export interface ReplayCounts {
  summary(span: SeqSpan): ReplaySummary
}

export function replayCounts(database: Database): ReplayCounts {
  const byState = database.prepare<[SeqSpan], { state: StoredState; count: number }>(
    `SELECT state, count(*) AS count FROM deliveries WHERE seq >= @firstSeq AND seq <= @lastSeq AND replay_of IS NOT NULL
     GROUP BY state`,
  )
  return {
    summary(span) {
      const summary: ReplaySummary = { delivered: 0, waiting: 0, failed: 0, canceled: 0 }
      for (const { state, count } of byState.all(span)) {
        const isOver = state === 'delivered' || state === 'failed' || state === 'canceled'
        summary[isOver ? state : 'waiting'] += count
      }
      return summary
    },
  }
}
