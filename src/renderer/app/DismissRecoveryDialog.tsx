/** Asks before the damaged database is forgotten; the file stays. */
import { useRef, useState } from 'react'
import { invoke } from '../host/bridge.ts'
import { useLive } from '../live/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'

export function DismissRecoveryDialog({ onClose }: { onClose: () => void }) {
  const file = useLive((live) => live.recovery?.file)
  const keep = useRef<HTMLButtonElement>(null)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const dismiss = async (): Promise<void> => {
    setBusy(true)
    const answer = await invoke('recovery.dismiss', {})
    setBusy(false)
    if (answer.ok) onClose()
    else setRefused(answer.error.message)
  }
  return (
    <Dialog
      size="sm"
      title="Dismiss the damaged database?"
      onClose={onClose}
      initialFocus={keep}
      footer={
        <>
          <Button ref={keep} size="md" onClick={onClose}>
            Not yet
          </Button>
          <Button size="md" variant="danger" disabled={busy} onClick={() => void dismiss()}>
            Dismiss
          </Button>
        </>
      }
    >
      <p>
        The file stays where it is, but this window no longer tells of it and cannot bring anything back from
        it.
      </p>
      <p className="mt-2 font-mono text-sm break-all text-muted select-text">{file}</p>
      {refused !== null && (
        <p role="alert" className="mt-2 text-bad">
          {refused}
        </p>
      )}
    </Dialog>
  )
}
