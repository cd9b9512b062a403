/** A new draft, and the old one back. */
import { Eraser, Undo2 } from 'lucide-react'
import { Button } from '../ui/Button.tsx'

interface DraftToolsProps {
  empty: boolean
  unkept: boolean
  undo: (() => void) | null
  clear: () => void
}

export function DraftTools({ empty, unkept, undo, clear }: DraftToolsProps) {
  return (
    <div className="flex items-center gap-2">
      {undo ? (
        <Button variant="ghost" icon={<Undo2 />} onClick={undo}>
          Back to the draft before
        </Button>
      ) : (
        <Button variant="ghost" icon={<Eraser />} disabled={empty} onClick={clear}>
          New draft
        </Button>
      )}
      {unkept && <span className="text-sm text-warn">Too large to be kept when the window closes</span>}
    </div>
  )
}
