/** A cell with one line of text, whole in its title. It is cut where it may be too long, see `text-room.ts`. */
import { memo } from 'react'
import { classes } from '../ui/classes.ts'
import { surelyFits } from './text-room.ts'

/** `text-base` and `text-sm` of `theme.css`. */
const baseTypePx = 13
export const smallTypePx = 12

interface TextCellProps {
  text: string
  /** The text where nothing is said. */
  title?: string
  widthPx: number
  isLarge?: boolean
  isMono?: boolean
  className: string
}

export const TextCell = memo(function TextCell(props: TextCellProps) {
  const { text, title = text, widthPx, isLarge = false, isMono = false, className } = props
  const fits = surelyFits(text, { widthPx, typePx: isLarge ? baseTypePx : smallTypePx, isMono })
  return (
    <div
      role="gridcell"
      className={classes(
        isLarge ? 'text-base' : 'tabular text-sm',
        isMono && 'font-mono',
        fits ? 'whitespace-nowrap' : 'truncate',
        className,
      )}
      title={title}
    >
      {text}
    </div>
  )
})
