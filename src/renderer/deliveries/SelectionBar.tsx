/** What can be done with several deliveries at once. It floats over the table's foot, so that no row moves when it comes. */
import { Ban, Pencil, Repeat, RotateCw, Trash2, X } from 'lucide-react'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { askToDelete, cancel, replayAsIs, replayWithEdits, retryNow } from './actions.ts'
import { countText } from './format.ts'
import { clearSelection, selection } from './selection.ts'

export function SelectionBar() {
  const { selected } = selection()
  if (selected.size < 2) return null
  const ids = [...selected]
  return (
    <div
      role="toolbar"
      aria-label="Selected deliveries"
      className="absolute bottom-3 left-1/2 z-20 flex max-w-[calc(100%-24px)] -translate-x-1/2 items-center gap-0.5 overflow-hidden rounded-lg bg-raised p-1 pl-3 shadow-float"
    >
      <span className="tabular mr-2 text-sm font-medium whitespace-nowrap" aria-live="polite">
        {countText(ids.length)} selected
      </span>
      <Button variant="ghost" icon={<RotateCw />} onClick={() => void retryNow(ids)}>
        Retry now
      </Button>
      <Button variant="ghost" icon={<Repeat />} onClick={() => void replayAsIs(ids)}>
        Replay
      </Button>
      <IconButton
        label="Replay with edits"
        shortcut="Shift R"
        icon={<Pencil />}
        onClick={() => replayWithEdits(ids)}
      />
      <Button variant="ghost" icon={<Ban />} onClick={() => void cancel(ids)}>
        Cancel
      </Button>
      <Button
        variant="ghost"
        icon={<Trash2 />}
        className="text-bad! hover:bg-bad-wash!"
        onClick={() => askToDelete(ids)}
      >
        Delete
      </Button>
      <span className="mx-1 h-4 w-px bg-line" />
      <IconButton label="Clear selection" shortcut="Esc" icon={<X />} onClick={clearSelection} />
    </div>
  )
}
