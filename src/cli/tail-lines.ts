/**
 * The feed as lines: one for each delivery that was accepted, changed, or had an attempt. What is only on its way says nothing,
 * and what stands as it was said before is not said again.
 */
import type { FeedEvent } from '../shared/events.ts'
import type { DeliveryRow, DeliveryState } from '../shared/model.ts'
import { deliveryJson } from './delivery-json.ts'
import type { Paint } from './paint.ts'
import { columnsOf, cutTo, printableLine } from './printable.ts'
import { instantJson, lastResult, localTime, numberText, stateStyle } from './texts.ts'

export interface TailFilter {
  states: readonly DeliveryState[] | undefined
  category: string | undefined
  endpointId: string | undefined
}

export type TailLine = { row: DeliveryRow } | { flooded: number }

/** Of the latest, so that hours of a busy queue take no memory. */
const mostRemembered = 10_000

/** Answers with the lines of events, which are given in order. */
export function createTail(filter: TailFilter): (events: FeedEvent[]) => TailLine[] {
  const said = new Map<string, string>()
  const isNews = (row: DeliveryRow): boolean => {
    const { id, state, attemptCount, nextAttemptAt } = row
    const standing = `${state} ${attemptCount} ${nextAttemptAt ?? ''}`
    if (said.get(id) === standing) return false
    said.delete(id)
    said.set(id, standing)
    const [oldest] = said.keys()
    if (said.size > mostRemembered && oldest !== undefined) said.delete(oldest)
    return true
  }
  return (events) =>
    events.flatMap((event): TailLine[] => {
      if (event.name === 'deliveries.flooded') return [{ flooded: event.changed }]
      if (event.name !== 'deliveries.changed') return []
      return event.rows.filter((row) => matches(row, filter) && isNews(row)).map((row) => ({ row }))
    })
}

function matches(row: DeliveryRow, { states, category, endpointId }: TailFilter): boolean {
  return (
    (states === undefined ? row.state !== 'sending' : states.includes(row.state)) &&
    (category === undefined || row.category === category) &&
    (endpointId === undefined || row.endpointId === endpointId)
  )
}

export function tailJson(line: TailLine) {
  if ('flooded' in line) return line
  const { row } = line
  const { updatedAt, lastStatusCode, lastErrorCode, lastTotalMs } = row
  return { at: instantJson(updatedAt), ...deliveryJson(row), lastStatusCode, lastErrorCode, lastTotalMs }
}

const widths = { state: 9, answer: 16, took: 8, category: 24 }

/** `22:03:40  ✓ delivered  200  12 ms  order.created  http://…`, in columns; cut where the terminal ends. */
export function tailText(line: TailLine, look: { paint: Paint; width: number | null }): string {
  if ('flooded' in line)
    return look.paint('dim', `… ${numberText(line.flooded)} changed at once, too many to list`)
  const { row } = line
  const { state, updatedAt, lastTotalMs, category, url } = row
  const took = lastTotalMs === null ? '' : `${Math.round(lastTotalMs)} ms`
  const time = localTime(updatedAt).slice(-8)
  const mark = `${marks[state]} ${padded(state, widths.state)}`
  const rest = [
    padded(lastResult(row) ?? '', widths.answer),
    took.padStart(widths.took),
    padded(printableLine(category), widths.category),
    printableLine(url),
  ].join('  ')
  const room = look.width === null ? null : look.width - time.length - columnsOf(mark) - 4
  const shown = room === null ? rest : cutTo(rest, Math.max(1, room))
  return [look.paint('dim', time), look.paint(stateStyle(state), mark), shown].join('  ')
}

function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)))
}

const marks: Record<DeliveryState, string> = {
  scheduled: '◷',
  queued: '·',
  sending: '→',
  retrying: '↻',
  held: '‖',
  delivered: '✓',
  failed: '✗',
  canceled: '−',
}
