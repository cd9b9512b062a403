/** The table modules of one database, each made with those that it writes beside its own. */
import type { Database } from 'better-sqlite3'
import { attemptsTable } from './attempts.ts'
import { blocksTable } from './blocks.ts'
import { categoriesTable } from './categories.ts'
import { createChangeLog } from './changes.ts'
import { claims } from './claims.ts'
import { deliveriesTable } from './deliveries.ts'
import { deliveryFilters } from './delivery-filter.ts'
import { deliveryRows } from './delivery-rows.ts'
import { deliverySearch } from './delivery-search.ts'
import { destinationsTable } from './destinations.ts'
import { endpointsTable } from './endpoints.ts'
import { eventsTable } from './events.ts'
import { exportRows } from './export-rows.ts'
import { headsTable } from './heads.ts'
import { keptCounts } from './kept-counts.ts'
import { leasesTable } from './leases.ts'
import { lineageTable } from './lineage.ts'
import { peersTable } from './peers.ts'
import { pulseBucketsTable } from './pulse-buckets.ts'
import { replayCounts } from './replay-counts.ts'
import { settingsTable } from './settings.ts'
import { talliesTable } from './tallies.ts'
import { templatesTable } from './templates.ts'
import { viewsTable } from './views.ts'

export type Tables = ReturnType<typeof tablesOf>

export function tablesOf(database: Database) {
  const changes = createChangeLog()
  const leases = leasesTable(database)
  const settings = settingsTable(database)
  const categories = categoriesTable(database)
  const destinations = destinationsTable(database)
  const tallies = talliesTable(database, (seq) => destinations.remove(seq))
  const blocks = blocksTable(database)
  const filters = deliveryFilters(database, leases)
  const heads = headsTable(database)
  const peers = peersTable(database)
  const attempts = attemptsTable(database, { heads, peers })
  return {
    changes,
    leases,
    categories,
    destinations,
    tallies,
    blocks,
    heads,
    peers,
    deliveries: deliveriesTable(database, {
      changes,
      counts: keptCounts({ tallies, blocks }),
      leases,
      settings,
      destinations,
    }),
    claims: claims(database, destinations),
    lineage: lineageTable(database, leases),
    rows: deliveryRows(database, { blocks, categories, destinations, filters, leases }),
    search: deliverySearch(database, filters),
    views: viewsTable(database),
    events: eventsTable(database),
    attempts,
    exports: exportRows(database, { attempts, categories, destinations }),
    replays: replayCounts(database),
    pulseBuckets: pulseBucketsTable(database),
    endpoints: endpointsTable(database),
    settings,
    templates: templatesTable(database),
  }
}
