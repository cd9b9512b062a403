/** The table `settings`: a JSON value a name. What is not there has its default. */
import type { Database } from 'better-sqlite3'
import type { Recovery, Settings } from '../../shared/model.ts'
import { defaultSettings } from '../../shared/settings.ts'
import { parseStored } from './stored-json.ts'

export interface SettingsTable {
  get(): Settings
  set(settings: Partial<Settings>): void
  /** Whether a person has paused the queue; it stays paused over restarts. */
  paused(): boolean
  setPaused(paused: boolean): void
  /** A database that was set aside, until a person has dealt with it. */
  recovery(): Recovery | null
  setRecovery(recovery: Recovery | null): void
  /** The highest seq that a delivery had, where its row is gone. */
  highestSeq(): number
  setHighestSeq(seq: number): void
}

export function settingsTable(database: Database): SettingsTable {
  const all = database.prepare<[], { name: string; value: string }>('SELECT name, value FROM settings')
  const put = database.prepare<[string, string]>(
    'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  )
  const values = (): Map<string, unknown> =>
    new Map(all.all().map(({ name, value }) => [name, parseStored(value)]))
  return {
    get() {
      const stored = [...values()].filter(([name]) => Object.hasOwn(defaultSettings, name))
      return { ...defaultSettings, ...Object.fromEntries(stored) }
    },
    set(settings) {
      for (const [name, value] of Object.entries(settings)) put.run(name, JSON.stringify(value))
    },
    paused: () => values().get('paused') === true,
    recovery: () => (values().get('recovery') ?? null) as Recovery | null,
    setRecovery(recovery) {
      put.run('recovery', JSON.stringify(recovery))
    },
    highestSeq: () => Number(values().get('highest_seq') ?? 0),
    setHighestSeq(seq) {
      put.run('highest_seq', JSON.stringify(seq))
    },
    setPaused(paused) {
      put.run('paused', JSON.stringify(paused))
    },
  }
}
