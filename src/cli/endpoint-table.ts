/** `endpoints` for people, and the word for how one of them is. */
import type { EndpointDetail } from '../shared/endpoint.ts'
import { type Counts, deliveryStates, isFinal } from '../shared/model.ts'
import type { Style } from './paint.ts'
import { printableLine } from './printable.ts'
import { type Column, type TableLook, tableText } from './table.ts'
import { numberText } from './texts.ts'

const columns: Column<EndpointDetail>[] = [
  { title: 'NAME', cell: ({ name }) => printableLine(name), least: 16 },
  {
    title: 'STATE',
    cell: (endpoint) => endpointState(endpoint).word,
    style: (endpoint) => endpointState(endpoint).style,
  },
  { title: 'WAITING', cell: ({ counts }) => numberText(waiting(counts)), leaveOut: 2 },
  {
    title: 'FAILED',
    cell: ({ counts }) => numberText(counts.failed),
    style: ({ counts }) => (counts.failed > 0 ? 'red' : null),
    leaveOut: 3,
  },
  { title: 'SAVED', cell: ({ saved }) => (saved ? 'yes' : 'no'), leaveOut: 1 },
  { title: 'URL', cell: ({ url }) => printableLine(url), least: 20, leaveOut: 4 },
]

export function endpointTable(rows: EndpointDetail[], look: TableLook): string {
  return tableText({ columns, rows }, look)
}

/** Deliveries that still have something before them, held ones among them. */
export function waiting(counts: Counts): number {
  return deliveryStates.filter((state) => !isFinal(state)).reduce((sum, state) => sum + counts[state], 0)
}

export function endpointState(endpoint: EndpointDetail): { word: string; style: Style | null } {
  const { paused, health, lastOutcome } = endpoint
  if (paused === 'gone') return { word: 'gone (410)', style: 'red' }
  if (paused === 'person') return { word: 'paused', style: 'yellow' }
  if (health.probeAt !== null) return { word: 'breaker open', style: 'red' }
  if (health.refusedSince !== null) return { word: 'nobody listens', style: 'yellow' }
  if (health.failuresInRow > 0 || lastOutcome === 'failed') return { word: 'failing', style: 'red' }
  return lastOutcome === null ? { word: 'not used', style: 'dim' } : { word: 'ok', style: 'green' }
}
