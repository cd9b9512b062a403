/** The waterfall of an attempt as one bar, on the scale of the delivery's slowest attempt, so that they can be compared. */
import type { Attempt } from '../../../../shared/model.ts'
import { classes } from '../../../ui/classes.ts'
import { tookText } from '../../format.ts'
import { segmentColors, segmentsOf } from './waterfall.ts'

export function WaterfallBar({ attempt, longestMs }: { attempt: Attempt; longestMs: number }) {
  const segments = segmentsOf(attempt)
  const text = segments.map(({ name, ms }) => `${name} ${tookText(ms)}`).join(', ')
  return (
    <div
      role="img"
      aria-label={text || 'No timing'}
      title={text}
      className="flex h-2 w-full gap-px overflow-hidden rounded-xs bg-hover"
    >
      {segments.map(({ name, ms }) => (
        <span
          key={name}
          className={classes('shrink-0', segmentColors[name])}
          style={{ width: `${(100 * ms) / Math.max(longestMs, 0.1)}%`, minWidth: 1 }}
        />
      ))}
    </div>
  )
}
