/** The same as a table: for those who read numbers rather than charts. Only times in which something happened. */
import type { PulseReading } from '../../shared/pulse.ts'
import { countText } from '../deliveries/format.ts'
import { latencyText, rateOf, rateText, shareText } from './buckets.ts'
import { bucketText } from './spans.ts'

interface PulseTableProps {
  reading: PulseReading
  onChoose: (at: number) => void
}

const columns = ['Time', 'Per second', 'Delivered', 'Failed', 'Success', 'p50', 'p95', 'p99'] as const

export function PulseTable({ reading, onChoose }: PulseTableProps) {
  const { points, bucketMs } = reading
  return (
    <div className="min-h-0 flex-1 overflow-auto px-5 py-2">
      <table className="tabular w-full text-right text-sm">
        <caption className="sr-only">Attempts by time, latest first</caption>
        <thead className="text-xs text-faint">
          <tr>
            {columns.map((name, index) => (
              <th
                key={name}
                scope="col"
                className={`border-b border-line px-2 py-1 font-normal ${index === 0 ? 'text-left' : ''}`}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map((point) => (
            <tr key={point.at} className="hover:bg-hover [&>td]:px-2 [&>td]:py-0.5">
              <th scope="row" className="text-left font-normal whitespace-nowrap">
                <button
                  type="button"
                  title="Show the deliveries of this time"
                  onClick={() => onChoose(point.at)}
                  className="rounded-sm px-2 py-0.5 text-accent-strong underline-offset-2 hover:underline"
                >
                  {bucketText(point.at, bucketMs)}
                </button>
              </th>
              <td>{rateText(rateOf(point, reading))}</td>
              <td>{countText(point.delivered)}</td>
              <td className={point.failed > 0 ? 'font-medium text-bad' : 'text-faint'}>
                {countText(point.failed)}
              </td>
              <td>{shareText(point)}</td>
              <td>{latencyText(point.p50Ms)}</td>
              <td>{latencyText(point.p95Ms)}</td>
              <td>{latencyText(point.p99Ms)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
