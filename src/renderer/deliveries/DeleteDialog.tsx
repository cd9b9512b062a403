/** Asks before deliveries are removed for good, and says how many. */
import { AskToDelete } from '../ui/AskToDelete.tsx'
import { anyUnderWay, deleteNow } from './actions.ts'
import { deliveriesText } from './format.ts'

export function DeleteDialog({ ids, onClose }: { ids: string[]; onClose: () => void }) {
  const deliveries = deliveriesText(ids.length)
  return (
    <AskToDelete
      title={`Delete ${deliveries}?`}
      action={`Delete ${deliveries}`}
      onDelete={() => deleteNow(ids)}
      onClose={onClose}
    >
      <p>The events and the record of their attempts are removed for good. This cannot be undone.</p>
      {anyUnderWay(ids) && (
        <p className="mt-2 text-muted">
          Deliveries that are still on their way are kept: cancel them first, then delete them.
        </p>
      )}
    </AskToDelete>
  )
}
