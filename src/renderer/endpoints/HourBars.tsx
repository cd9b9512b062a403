/** The last hour of an endpoint, a bar for five minutes: delivered below, failed on top and set apart by a gap. */
import type { PulseBucket } from '../../shared/model.ts'

interface HourBarsProps {
  bars: readonly PulseBucket[]
  widthPx: number
  heightPx: number
  /** Where the same stands beside it in words it is not said again. */
  label?: string
}

export function HourBars({ bars, widthPx, heightPx, label }: HourBarsProps) {
  const most = Math.max(1, ...bars.map(({ delivered, failed }) => delivered + failed))
  const step = widthPx / bars.length
  /** At least two pixels for anything that happened. */
  const tall = (count: number): number =>
    count === 0 ? 0 : Math.max(2, Math.round((count / most) * (heightPx - 3)))
  return (
    <svg
      width={widthPx}
      height={heightPx}
      className="shrink-0"
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      <rect y={heightPx - 1} width={widthPx} height="1" className="fill-line" />
      {bars.map(({ at, delivered, failed }, index) => {
        const good = tall(delivered)
        const bad = tall(failed)
        const gap = good > 0 && bad > 0 ? 1 : 0
        const place = { x: index * step, width: step - 1 }
        return (
          <g key={at}>
            <rect {...place} y={heightPx - good} height={good} className="fill-good/65" />
            <rect {...place} y={heightPx - good - gap - bad} height={bad} className="fill-bad" />
          </g>
        )
      })}
    </svg>
  )
}
