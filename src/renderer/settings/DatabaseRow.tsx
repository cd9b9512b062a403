/** How large the database is and what is in it, and giving back to the disk what is free inside. */
import { HardDriveDownload } from 'lucide-react'
import { useEffect, useState } from 'react'
import { create } from 'zustand'
import type { CommandOutput } from '../../shared/commands.ts'
import { bytesText, countText, deliveriesText } from '../deliveries/format.ts'
import { invoke } from '../host/bridge.ts'
import { totalCount } from '../endpoints/tallies.ts'
import { Button } from '../ui/Button.tsx'
import { Refused, SettingRow } from './SettingRow.tsx'

/** Null until the first answer. */
const statsView = create<{ stats: CommandOutput<'stats.get'> | null }>(() => ({ stats: null }))

const everyMs = 2_000

async function askStats(): Promise<void> {
  const answer = await invoke('stats.get', {})
  if (answer.ok) statsView.setState({ stats: answer.value })
}

export function DatabaseRow() {
  const { stats } = statsView()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const [given, setGiven] = useState<number | null>(null)
  useEffect(() => {
    void askStats()
    const timer = setInterval(() => void askStats(), everyMs)
    return () => clearInterval(timer)
  }, [])
  const compact = async (): Promise<void> => {
    setBusy(true)
    const before = stats?.databaseBytes ?? 0
    const answer = await invoke('database.compact', {})
    setBusy(false)
    setRefused(answer.ok ? null : answer.error.message)
    setGiven(answer.ok ? Math.max(0, before - answer.value.databaseBytes) : null)
    await askStats()
  }
  return (
    <SettingRow
      long
      label="Database"
      hint="What was deleted leaves free space inside, which is used again. Giving it back makes the file smaller; nothing is sent meanwhile, about a second per 100 MB, and as much room is needed for that time."
    >
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-0.5 py-1 text-sm">
        <dt className="text-faint">Size</dt>
        <dd className="tabular">
          {stats ? `${bytesText(stats.databaseBytes)}, of which ${bytesText(stats.freeBytes)} are free` : '–'}
        </dd>
        <dt className="text-faint">Holds</dt>
        <dd className="tabular">
          {stats
            ? `${deliveriesText(totalCount(stats.counts))}, ${countText(stats.attempts)} ${stats.attempts === 1 ? 'attempt' : 'attempts'}`
            : '–'}
        </dd>
      </dl>
      <div className="flex items-center gap-2 pt-1">
        <Button
          size="md"
          icon={<HardDriveDownload />}
          disabled={busy || !stats || stats.freeBytes === 0}
          onClick={() => void compact()}
        >
          {busy ? 'Giving it back' : 'Give back free space'}
        </Button>
        <span role="status" className="tabular text-sm text-good">
          {given !== null && `${bytesText(given)} given back`}
        </span>
      </div>
      <Refused message={refused} />
    </SettingRow>
  )
}
