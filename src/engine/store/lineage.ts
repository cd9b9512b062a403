/** The table `deliveries`, as it is read for lineage: from a delivery up to its first origin, and down to all replays. */
import type { Database } from 'better-sqlite3'
import type { Lineage, Relative } from '../../shared/model.ts'
import { visibleState } from './delivery-heads.ts'
import type { LeasesTable } from './leases.ts'
import type { StoredState } from './tallies.ts'

export interface LineageTable {
  /** At most `limit` relatives; the delivery itself and its origins are always among them. */
  of(id: string, limit: number): Lineage
}

interface RelativeColumns extends Omit<Relative, 'state'> {
  seq: number
  stored: StoredState
}

/** A chain of replays that is longer goes on unseen. */
const mostOrigins = 100
/** Replays that are counted: a job may have made hundreds of thousands. */
const mostCounted = 10_000

export function lineageTable(database: Database, leases: LeasesTable): LineageTable {
  const origins = database
    .prepare<[string, number], number>(
      `WITH RECURSIVE up (seq, replay_of, height) AS (
         SELECT seq, replay_of, 0 FROM deliveries WHERE id = ?
         UNION ALL
         SELECT d.seq, d.replay_of, up.height + 1 FROM up JOIN deliveries d ON d.id = up.replay_of LIMIT ?)
       SELECT seq FROM up ORDER BY height`,
    )
    .pluck()
  // By depth first, so that what is left out is the farthest; older ones first among those of one depth.
  const replays = database
    .prepare<[number, number], number>(
      `WITH RECURSIVE down (seq, id, depth) AS (
         SELECT seq, id, 0 FROM deliveries WHERE seq = ?
         UNION ALL
         SELECT d.seq, d.id, down.depth + 1 FROM down JOIN deliveries d ON d.replay_of = down.id ORDER BY 3, 1 LIMIT ?)
       SELECT seq FROM down`,
    )
    .pluck()
  const relatives = database.prepare<[string], RelativeColumns>(
    `SELECT d.seq, d.id, e.event_id AS eventId, d.replay_of AS replayOf, d.state AS stored, t.url, d.created_at AS createdAt,
       d.last_status_code AS lastStatusCode, d.last_error_code AS lastErrorCode
     FROM deliveries d JOIN events e ON e.seq = d.event_seq JOIN destinations t ON t.seq = d.destination_seq
     WHERE d.seq IN (SELECT value FROM json_each(?)) ORDER BY d.seq`,
  )

  return {
    of(id, limit) {
      const line = origins.all(id, mostOrigins)
      const first = line.at(-1)
      if (first === undefined) return { relatives: [], more: 0 }
      const all = replays.all(first, mostCounted)
      // A replay is accepted after its origin, so the order of acceptance is one of the tree too.
      const chosen = new Set(line)
      for (const seq of all) if (chosen.size < limit) chosen.add(seq)
      return {
        relatives: relatives.all(JSON.stringify([...chosen])).map(({ seq, stored, ...relative }) => ({
          ...relative,
          state: visibleState(stored, leases.has(seq)),
        })),
        more: new Set([...all, ...line]).size - chosen.size,
      }
    },
  }
}
