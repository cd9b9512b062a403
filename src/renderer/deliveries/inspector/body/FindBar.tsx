/** The find field of a body. Enter goes to the next match, Shift Enter to the one before, Escape closes it. */
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { IconButton } from '../../../ui/IconButton.tsx'
import { TextInput } from '../../../ui/TextInput.tsx'
import { countText } from '../../format.ts'
import { mostMatches } from './find-in-text.ts'

interface FindBarProps {
  wanted: string
  /** How many there are; null while that is not known. */
  count: number | null
  /** The index of the one that was gone to. */
  current: number
  onChange: (wanted: string) => void
  onStep: (by: 1 | -1) => void
  onClose: () => void
}

export function FindBar({ wanted, count, current, onChange, onStep, onClose }: FindBarProps) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.select(), [])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape') onClose()
    else return
    event.preventDefault()
  }
  const hasNone = count === null || count === 0
  return (
    <div role="search" className="flex items-center gap-1 border-t border-line bg-panel px-3 py-1">
      <TextInput
        ref={field}
        aria-label="Find in the body"
        placeholder="Find"
        value={wanted}
        onChange={onChange}
        onKeyDown={onKeyDown}
        size="sm"
        className="flex-1"
      />
      <span aria-live="polite" className="tabular w-28 shrink-0 truncate px-1 text-right text-sm text-muted">
        {wanted !== '' && countOf(count, current)}
      </span>
      <IconButton label="Previous match" icon={<ChevronUp />} disabled={hasNone} onClick={() => onStep(-1)} />
      <IconButton label="Next match" icon={<ChevronDown />} disabled={hasNone} onClick={() => onStep(1)} />
      <IconButton label="Close find" shortcut="Esc" icon={<X />} onClick={onClose} />
    </div>
  )
}

function countOf(count: number | null, current: number): string {
  if (count === null) return '…'
  if (count === 0) return 'not found'
  return `${countText(current + 1)} of ${countText(count)}${count === mostMatches ? '+' : ''}`
}
