/** One wait of a retry schedule: the duration, typed in place, and the attempt that it leads to. */
import { Copy, GripVertical, X } from 'lucide-react'
import { type KeyboardEvent, memo, type ReactNode } from 'react'
import { classes } from '../ui/classes.ts'

/** What is done with a wait; `go` moves the focus only, `add` puts a copy after it. */
export type WaitAction =
  | { do: 'set'; text: string }
  | { do: 'add' }
  | { do: 'remove' }
  | { do: 'move' | 'go'; step: -1 | 1 }

interface WaitCellProps {
  /** 0-based place in the list. */
  index: number
  text: string
  /** The clock time of the attempt it leads to, or `made`; null when it is never reached. */
  time: string | null
  wrong: boolean
  errorId: string
  /** Always the same function: cells that do not change are not drawn again while a point is dragged. */
  act: (index: number, action: WaitAction) => void
}

export const WaitCell = memo(function WaitCell({ index, text, time, wrong, errorId, act }: WaitCellProps) {
  const run = (action: WaitAction): void => act(index, action)
  return (
    <li
      className={classes(
        'group relative flex flex-col rounded-sm border bg-raised transition-colors',
        'focus-within:outline-1 focus-within:-outline-offset-1',
        wrong
          ? 'border-bad focus-within:outline-bad'
          : 'border-edge focus-within:border-accent focus-within:outline-accent hover:border-faint/60',
      )}
    >
      <input
        value={text}
        data-wait={index}
        aria-label={`Wait after failed attempt ${index + 1}`}
        aria-invalid={wrong}
        aria-describedby={wrong ? errorId : undefined}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => run({ do: 'set', text: event.target.value })}
        onKeyDown={(event) => handleKey(event, run)}
        className={classes(
          'w-full min-w-0 bg-transparent px-2 pt-1 font-mono text-sm focus-visible:outline-none',
          wrong ? 'text-bad' : 'text-fg',
        )}
      />
      <span className="tabular truncate px-2 pb-0.5 text-xs text-faint" title={time ?? undefined}>
        {time === null ? 'not reached' : `#${index + 2} ${time}`}
      </span>
      <div className="absolute top-0.5 right-0.5 flex rounded-sm bg-raised opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
        <span
          data-grip
          aria-hidden
          title="Drag to another place (Alt with an arrow)"
          className="touch-none cursor-grab py-0.5 text-faint hover:text-fg [&_svg]:size-3"
        >
          <GripVertical />
        </span>
        <CellButton
          label={`Duplicate the wait after attempt ${index + 1}`}
          icon={<Copy />}
          onClick={() => run({ do: 'add' })}
        />
        <CellButton
          label={`Remove the wait after attempt ${index + 1}`}
          icon={<X />}
          onClick={() => run({ do: 'remove' })}
        />
      </div>
    </li>
  )
})

/** By the mouse only: Enter and Backspace do the same by the keyboard. */
function CellButton({ label, icon, onClick }: { label: string; icon: ReactNode; onClick: () => void }) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={label}
      title={label}
      onClick={onClick}
      className="rounded-sm p-0.5 text-faint hover:bg-press hover:text-fg [&_svg]:size-3"
    >
      {icon}
    </button>
  )
}

/** Enter adds; Alt with an arrow moves; an arrow at the text's end goes on; Backspace in an empty one removes it. */
function handleKey(event: KeyboardEvent<HTMLInputElement>, run: (action: WaitAction) => void): void {
  const action = actionOf(event)
  if (!action) return
  event.preventDefault()
  run(action)
}

function actionOf(event: KeyboardEvent<HTMLInputElement>): WaitAction | null {
  const { key, altKey, ctrlKey, metaKey, currentTarget: input } = event
  if (ctrlKey || metaKey) return null
  const step = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0
  if (step !== 0 && altKey) return { do: 'move', step }
  if (step !== 0 && isAtEdge(input, step)) return { do: 'go', step }
  if (key === 'Enter') return { do: 'add' }
  if ((key === 'Backspace' || key === 'Delete') && input.value === '') return { do: 'remove' }
  return null
}

function isAtEdge(input: HTMLInputElement, step: -1 | 1): boolean {
  const edge = step === -1 ? 0 : input.value.length
  return input.selectionStart === edge && input.selectionEnd === edge
}
