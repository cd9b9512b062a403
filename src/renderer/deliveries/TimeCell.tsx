/** When: a countdown while an attempt is planned, else the age of the delivery. Ticks by the window's one timer. */
import type { DeliveryRow } from '../../shared/model.ts'
import { useNow } from '../live/now.ts'
import { agoText, countdownText, fullTime } from './format.ts'
import { heldText, stateSentence } from './state-text.ts'

export function TimeCell({ row }: { row: DeliveryRow }) {
  const now = useNow()
  if (row.nextAttemptAt !== null && (row.state === 'retrying' || row.state === 'scheduled')) {
    return (
      <span className="text-warn" title={`Next attempt ${fullTime(row.nextAttemptAt)}`}>
        {countdownText(row.nextAttemptAt, now)}
      </span>
    )
  }
  if (row.state === 'held') {
    return <span title={`${stateSentence(row)} Accepted ${fullTime(row.createdAt)}`}>{heldText(row)}</span>
  }
  return <span title={`Accepted ${fullTime(row.createdAt)}`}>{agoText(row.createdAt, now)}</span>
}
