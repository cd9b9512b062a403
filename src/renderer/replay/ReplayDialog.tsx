/** Replays deliveries: one with edits, or many with another target. Which of the two follows from how many there are. */
import { ReplayMany } from './ReplayMany.tsx'
import { ReplayOne } from './ReplayOne.tsx'

export interface ReplayDialogProps {
  /** The origins' ids; at least one. */
  ids: string[]
  onClose: () => void
  /** The new deliveries' ids, when they are on disk. */
  onReplayed: (ids: string[]) => void
}

export function ReplayDialog({ ids, onClose, onReplayed }: ReplayDialogProps) {
  const [first] = ids
  if (first === undefined) return null
  return ids.length === 1 ? (
    <ReplayOne id={first} onClose={onClose} onReplayed={onReplayed} />
  ) : (
    <ReplayMany target={{ ids }} onClose={onClose} onReplayed={onReplayed} />
  )
}
