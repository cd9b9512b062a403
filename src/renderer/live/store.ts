/**
 * What every screen shows. Only the files of this folder write to it: from the snapshot, and from the feed after it.
 * Screens are rendered when `phase` is `ready` or `lost`, so they can read every part as it is.
 */
import { create } from 'zustand'
import { noCounts, type Snapshot } from '../../shared/model.ts'
import type { Failure } from '../../shared/result.ts'
import { defaultSettings } from '../../shared/settings.ts'

export interface Live extends Snapshot {
  /** `lost`: the last known state is shown while the connection is looked for. `failed`: there is nothing to show. */
  phase: 'starting' | 'ready' | 'lost' | 'failed'
  /** Why it failed; null in the other phases. */
  failure: Failure | null
}

/** Before the first snapshot: no screen shows these values. */
const beginning: Live = {
  phase: 'starting',
  failure: null,
  number: 0,
  version: '',
  dataDir: '',
  queue: { lifecycle: 'idle', paused: false, fault: null },
  counts: noCounts,
  settings: defaultSettings,
  endpoints: [],
  views: [],
  jobs: [],
  recovery: null,
  receiver: { url: null, answers: [200], received: 0, requests: [] },
  pulse: { buckets: [], successRate: null, p95Ms: null },
}

export const liveStore = create<Live>(() => beginning)

/** Reads a part of the live state: `useLive((live) => live.receiver)`. Renders again when that part changes. */
export function useLive<T>(select: (live: Live) => T): T {
  return liveStore(select)
}
