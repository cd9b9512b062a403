/** Reports of imports for tests of what the window makes of them. */
import type { ImportReport } from '../../../src/shared/queue-file.ts'

export function reportOf(changes: Partial<ImportReport> = {}): ImportReport {
  return {
    file: '/home/ada/a.jsonl',
    dryRun: false,
    format: 'jsonl',
    compressed: false,
    bucket: null,
    buckets: [],
    found: 1_209,
    taken: 1_204,
    known: 3,
    bad: 2,
    problems: [],
    states: { held: 4, delivered: 1_200 },
    origins: [],
    newEndpoints: [],
    redacted: 0,
    made: { firstSeq: 1, lastSeq: 1_204 },
    undone: false,
    ...changes,
  }
}
