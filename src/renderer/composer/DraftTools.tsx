/** A new draft, and the old one back. */
import { Eraser, Undo2 } from 'lucide-react'
import { Button } from '../ui/Button.tsx'

interface DraftToolsProps {
  empty: boolean
  unkept: string | null
  undo: (() => void) | null
  clear: () => void
}

export function DraftTools({ empty, unkept, undo, clear }: DraftToolsProps) {
  return (
    <>
      {undo ? (
        <Button variant="ghost" icon={<Undo2 />} onClick={undo}>
          Back to the draft before
        </Button>
      ) : (
        <Button variant="ghost" icon={<Eraser />} disabled={empty} onClick={clear}>
          New draft
        </Button>
      )}
      {unkept && (
        <span role="status" title={unkept} className="min-w-0 truncate text-sm text-warn">
          The draft is not kept: {unkept}
        </span>
      )}
    </>
  )
}
