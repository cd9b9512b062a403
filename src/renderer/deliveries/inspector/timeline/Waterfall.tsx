/** The waterfall of one attempt in full: each part of its time where it began and how long it took. */
import type { Attempt } from '../../../../shared/model.ts'
import { classes } from '../../../ui/classes.ts'
import { tookText } from '../../format.ts'
import { segmentColors, segmentsOf, unknownText } from './waterfall.ts'

export function Waterfall({ attempt }: { attempt: Attempt }) {
  const { totalMs } = attempt.timings
  const segments = segmentsOf(attempt)
  const unknown = unknownText(attempt)
  return (
    <div>
      {segments.length > 0 && (
        <dl
          aria-label="Timing"
          className="tabular grid grid-cols-[max-content_minmax(48px,1fr)_max-content] items-center gap-x-3 gap-y-0.5"
        >
          {segments.map(({ name, startMs, ms }) => (
            <div key={name} className="contents">
              <dt className="text-muted">{name}</dt>
              <dd className="relative h-2 rounded-xs bg-hover" aria-hidden>
                <span
                  className={classes('absolute inset-y-0 rounded-xs', segmentColors[name])}
                  style={{
                    left: `${Math.min(99, (100 * startMs) / totalMs)}%`,
                    width: `${(100 * ms) / totalMs}%`,
                    minWidth: 2,
                  }}
                />
              </dd>
              <dd className="text-right">{tookText(ms)}</dd>
            </div>
          ))}
          <dt className="text-muted">Total</dt>
          <dd aria-hidden />
          <dd className="text-right font-medium">{tookText(totalMs)}</dd>
        </dl>
      )}
      {unknown && <p className="text-faint">{unknown}</p>}
    </div>
  )
}
