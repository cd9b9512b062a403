/** What each column of the table shows of a delivery. */
import type { ReactNode } from 'react'
import type { DeliveryRow } from '../../shared/model.ts'
import { useNowText } from '../live/now.ts'
import { useLive } from '../live/store.ts'
import { UrlText } from '../ui/UrlText.tsx'
import { AttemptMarks } from './AttemptMarks.tsx'
import type { ColumnName } from './columns.ts'
import { agoText, countdownText, fullTime, splitUrl, tookText } from './format.ts'
import { heldText, stateSentence } from './state-text.ts'
import { errorText } from './status-text.ts'
import { surelyFits } from './text-room.ts'
import { smallTypePx, TextCell } from './TextCell.tsx'

interface CellProps {
  row: DeliveryRow
  widthPx: number
}

export const cells: Readonly<Record<ColumnName, (props: CellProps) => ReactNode>> = {
  category: ({ row, widthPx }) => (
    <TextCell text={row.category} widthPx={widthPx} isLarge className="font-medium" />
  ),
  target: Target,
  endpoint: Endpoint,
  eventId: ({ row, widthPx }) => (
    <TextCell text={row.eventId} widthPx={widthPx} isMono className="text-muted" />
  ),
  attempts: ({ row, widthPx }) => (
    <div role="gridcell">
      <AttemptMarks row={row} widthPx={widthPx} />
    </div>
  ),
  answer: Answer,
  took: ({ row: { lastTotalMs }, widthPx }) => (
    <TextCell
      text={lastTotalMs === null ? '' : tookText(lastTotalMs)}
      widthPx={widthPx}
      className="text-right text-muted"
    />
  ),
  accepted: ({ row, widthPx }) => (
    <TextCell text={fullTime(row.createdAt)} widthPx={widthPx} className="text-muted" />
  ),
  when: When,
}

function Target({ row: { method, url }, widthPx }: CellProps) {
  const verb = method === 'POST' ? '' : `${method} `
  const isWhole = surelyFits(verb + url, { widthPx, typePx: smallTypePx, isMono: true })
  return (
    <div
      role="gridcell"
      className={
        isWhole ? 'font-mono text-sm whitespace-pre text-muted' : 'flex min-w-0 font-mono text-sm text-muted'
      }
      title={`${method} ${url}`}
    >
      {verb && <span className="shrink-0 whitespace-pre text-faint">{verb}</span>}
      {isWhole ? <WholeUrl url={url} /> : <UrlText url={url} />}
    </div>
  )
}

function WholeUrl({ url }: { url: string }) {
  const { host, path } = splitUrl(url)
  return (
    <>
      <span className="text-fg/85">{host}</span>
      {path}
    </>
  )
}

function Answer({ row: { state, lastStatusCode, lastErrorCode }, widthPx }: CellProps) {
  if (state === 'sending') return <TextCell text="sending" widthPx={widthPx} className="text-busy" />
  if (lastStatusCode !== null) {
    const isGood = lastStatusCode >= 200 && lastStatusCode < 300
    const colour = isGood ? 'text-muted' : 'text-bad'
    return <TextCell text={String(lastStatusCode)} widthPx={widthPx} isMono className={colour} />
  }
  if (lastErrorCode !== null) {
    const colour = lastErrorCode === 'interrupted' ? 'text-warn' : 'text-bad'
    return <TextCell text={errorText(lastErrorCode)} widthPx={widthPx} className={colour} />
  }
  return <TextCell text="–" widthPx={widthPx} className="text-faint" />
}

function Endpoint({ row, widthPx }: CellProps) {
  const name = useLive((live) => live.endpoints.find(({ id }) => id === row.endpointId)?.name ?? '')
  return <TextCell text={name} widthPx={widthPx} className="text-muted" />
}

/** A countdown while an attempt is planned, else the age of the delivery. Ticks by the window's one timer. */
function When({ row, widthPx }: CellProps) {
  const { nextAttemptAt, state, createdAt } = row
  const plannedAt = state === 'retrying' || state === 'scheduled' ? nextAttemptAt : null
  const text = useNowText((now) => {
    if (plannedAt !== null) return countdownText(plannedAt, now)
    return state === 'held' ? heldText(row) : agoText(createdAt, now)
  })
  return (
    <TextCell
      text={text}
      title={whenTitle(row, plannedAt)}
      widthPx={widthPx}
      className={plannedAt === null ? 'text-right text-muted' : 'text-right text-warn'}
    />
  )
}

function whenTitle(row: DeliveryRow, plannedAt: number | null): string {
  if (plannedAt !== null) return `Next attempt ${fullTime(plannedAt)}`
  const accepted = `Accepted ${fullTime(row.createdAt)}`
  return row.state === 'held' ? `${stateSentence(row)} ${accepted}` : accepted
}
