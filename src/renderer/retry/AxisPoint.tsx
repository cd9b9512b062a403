/** One attempt on the time axis: a slider where a wait of its own moves it, and only a mark elsewhere. */
import { Check, X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { classes } from '../ui/classes.ts'
import type { AxisMark } from './axis-geometry.ts'
import { percent } from './AxisParts.tsx'
import { longestSnapMs } from './snap.ts'
import { span } from './times.ts'

/** `spared`: after the one that was delivered, so it is never made. */
export type PointLook = 'planned' | 'failed' | 'delivered' | 'spared'

interface AxisPointProps {
  mark: AxisMark
  look: PointLook
  isPointed: boolean
  isRepeat: boolean
  isTabStop: boolean
  /** Of the clock. */
  time: string
  onFocus: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

const looks: Record<PointLook, string> = {
  planned: 'border-accent bg-canvas',
  failed: 'border-bad bg-bad-wash text-bad',
  delivered: 'border-good bg-good text-canvas z-10',
  spared: 'border-dashed border-faint bg-canvas',
}

const words: Record<PointLook, string> = {
  planned: '',
  failed: ', would fail',
  delivered: ', would be delivered',
  spared: ', not needed',
}

export function AxisPoint(props: AxisPointProps) {
  const { mark, look, isPointed, isRepeat, isTabStop, time, onFocus, onKeyDown } = props
  const { number, entry, waitMs } = mark.point
  const isQuiet = look !== 'delivered' && (isRepeat || (entry === null && look === 'planned'))
  const shape = classes(
    'absolute top-[33px] flex -translate-x-1/2 -translate-y-1/2 items-center justify-center rounded-full border-[1.5px] [&_svg]:size-2 [&_svg]:stroke-[3.5]',
    isQuiet ? (isRepeat ? 'size-1.5' : 'size-2.5') : 'size-3',
    isQuiet && (look === 'planned' || look === 'spared') ? 'border-faint bg-canvas' : looks[look],
  )
  const inside = !isQuiet && (look === 'failed' ? <X /> : look === 'delivered' ? <Check /> : null)
  const style = { left: percent(mark.position) }
  if (entry === null || waitMs === null) {
    return (
      <div aria-hidden className={shape} style={style}>
        {inside}
      </div>
    )
  }
  return (
    <div
      role="slider"
      tabIndex={isTabStop ? 0 : -1}
      data-entry={entry}
      aria-label={`Attempt ${number}`}
      aria-valuemin={0}
      aria-valuemax={Math.max(longestSnapMs, waitMs)}
      aria-valuenow={waitMs}
      aria-valuetext={`${span(waitMs)} after attempt ${number - 1}, ${time}${words[look]}`}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      className={classes(shape, 'cursor-grab focus-visible:z-10', isPointed && 'scale-125')}
      style={style}
    >
      {inside}
    </div>
  )
}
