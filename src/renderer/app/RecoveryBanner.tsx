/** A database that was damaged and set aside: what happened, where the file is, and bringing back what can be read. */
import { Copy, DatabaseBackup } from 'lucide-react'
import { useState } from 'react'
import type { Recovery } from '../../shared/model.ts'
import { fullTime } from '../deliveries/format.ts'
import { invoke } from '../host/bridge.ts'
import { ownJob } from '../jobs/own-jobs.ts'
import { progressText } from '../jobs/job-text.ts'
import { useLive } from '../live/store.ts'
import { Button } from '../ui/Button.tsx'
import { copyText } from '../ui/copy-text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { showToast } from '../ui/Toast.tsx'
import { openOverlay } from './navigation.ts'

export function RecoveryBanner({ recovery }: { recovery: Recovery }) {
  const { file, reason, at } = recovery
  const [refused, setRefused] = useState<string | null>(null)
  return (
    <section
      aria-label="Damaged database"
      className="flex shrink-0 flex-wrap items-start gap-x-3 gap-y-1.5 border-b border-line bg-warn-wash px-4 py-2 text-sm text-warn"
    >
      <DatabaseBackup className="mt-0.5 size-4 shrink-0" aria-hidden />
      <div className="min-w-60 flex-1">
        <p>
          <strong className="font-semibold">The database was damaged</strong> ({reason}). It was set aside
          whole on {fullTime(at)}, nothing of it was changed, and the queue began anew.
        </p>
        <p className="flex items-center gap-1">
          <span className="max-h-16 min-w-0 overflow-y-auto font-mono break-all text-fg select-text">
            {file}
          </span>
          <IconButton
            label="Copy the path"
            icon={<Copy />}
            onClick={() => void copyText(file).then(() => showToast({ about: 'copy', title: 'Path copied' }))}
          />
        </p>
      </div>
      <Ways onRefused={setRefused} />
      {refused !== null && (
        <p role="alert" className="basis-full pl-7 break-words text-bad select-text">
          {refused}
        </p>
      )}
    </section>
  )
}

/** What is brought back is held: nothing is sent a second time before a person has looked at it. */
function Ways({ onRefused }: { onRefused: (message: string | null) => void }) {
  const [busy, setBusy] = useState(false)
  const job = useLive((live) =>
    live.jobs.find(({ kind, state }) => kind === 'salvage' && state === 'running'),
  )
  const salvage = async (): Promise<void> => {
    setBusy(true)
    const answer = await invoke('recovery.salvage', {})
    setBusy(false)
    onRefused(answer.ok ? null : answer.error.message)
    if (answer.ok) ownJob(answer.value, { states: ['held'] })
  }
  if (job) return <p role="status">Bringing back: {progressText(job)}</p>
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button
        variant="primary"
        disabled={busy}
        title="Deliveries that waited there come back held"
        onClick={() => void salvage()}
      >
        Bring back what can be read
      </Button>
      <Button onClick={() => openOverlay({ kind: 'dismissRecovery' })}>Dismiss…</Button>
    </div>
  )
}
