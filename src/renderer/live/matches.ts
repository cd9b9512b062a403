/** Whether a delivery is found by a filter: the same rule as `delivery.list` in the engine, for rows that the feed brings. */
import type { DeliveryFilter } from '../../shared/commands.ts'
import { shortestIdText } from '../../shared/limits.ts'
import type { DeliveryRow } from '../../shared/model.ts'

export function matches(row: DeliveryRow, filter: DeliveryFilter): boolean {
  const { states, category, endpointId, replays, text } = filter
  if (states && states.length > 0 && !states.includes(row.state)) return false
  if (category !== undefined && row.category !== category) return false
  if (endpointId !== undefined && row.endpointId !== endpointId) return false
  if (replays && (row.replayOf === null || row.seq < replays.firstSeq || row.seq > replays.lastSeq))
    return false
  if (!text) return true
  const wanted = text.toLowerCase()
  const isPart = [row.category, row.url].some((part) => part.toLowerCase().includes(wanted))
  return isPart || (text.length >= shortestIdText && beginsId(row, [text, wanted]))
}

function beginsId({ eventId, id }: DeliveryRow, texts: string[]): boolean {
  return texts.some((text) => eventId.startsWith(text) || id.startsWith(text))
}
