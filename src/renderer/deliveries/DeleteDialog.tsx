/** Asks before deliveries are removed for good, and says how many. */
import { useRef, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { anyUnderWay, deleteNow } from './actions.ts'
import { deliveriesText } from './format.ts'

export function DeleteDialog({ ids, onClose }: { ids: string[]; onClose: () => void }) {
  /** What cannot be undone is not what Enter does. */
  const keep = useRef<HTMLButtonElement>(null)
  const [busy, setBusy] = useState(false)
  return (
    <Dialog
      size="sm"
      title={`Delete ${deliveriesText(ids.length)}?`}
      onClose={onClose}
      initialFocus={keep}
      footer={
        <>
          <Button ref={keep} size="md" onClick={onClose}>
            Keep
          </Button>
          <Button
            size="md"
            variant="danger"
            disabled={busy}
            onClick={() => {
              setBusy(true)
              void deleteNow(ids).then(onClose)
            }}
          >
            Delete {deliveriesText(ids.length)}
          </Button>
        </>
      }
    >
      <p>The events and the record of their attempts are removed for good. This cannot be undone.</p>
      {anyUnderWay(ids) && (
        <p className="mt-2 text-muted">
          Deliveries that are still on their way are kept: cancel them first, then delete them.
        </p>
      )}
    </Dialog>
  )
}
