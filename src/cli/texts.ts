/** Words and times for people, the same in every command: local time to the second, one sentence for how a delivery stands. */
import type { RateLimit } from '../shared/endpoint.ts'
import type { DeliveryRow, DeliveryState } from '../shared/model.ts'
import type { Paint, Style } from './paint.ts'
import { printableLine } from './printable.ts'

/** `2026-11-23 22:03:40`, local time. */
export function localTime(at: number): string {
  const date = new Date(at)
  const two = (number: number): string => String(number).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
}

/** `503 Service Unavailable`, or the number alone where it has no name. */
export function statusText(code: number): string {
  // Imported, it would load all of HTTP for a name: a third of what a command takes to start.
  const name = process.getBuiltinModule('node:http').STATUS_CODES[code]
  return name ? `${code} ${name}` : String(code)
}

/** `1 delivery`, `3 deliveries`. */
export function deliveriesText(count: number): string {
  return `${numberText(count)} ${count === 1 ? 'delivery' : 'deliveries'}`
}

/** `1,500` */
export function numberText(number: number): string {
  return number.toLocaleString('en')
}

/** A retry schedule in words. */
export function waitsText(waits: string[]): string {
  return waits.length === 0 ? 'the cooldown after every failure' : waits.join(', ')
}

/** `30`, or that it never gives up. */
export function attemptsText(maxAttempts: number): string {
  return maxAttempts === 0 ? '0 (never gives up)' : String(maxAttempts)
}

/** `1.5 MB` */
export function megabytesText(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

/** `812 bytes`, `3.4 KB`, `1.5 MB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : megabytesText(bytes)
}

/** As `--json` writes times. */
export function instantJson(at: number): string {
  return new Date(at).toISOString()
}

/** What came of the latest attempt: a status code, an error code, or nothing yet. */
export function lastResult({ lastStatusCode, lastErrorCode }: DeliveryRow): string | null {
  return lastStatusCode === null ? lastErrorCode : String(lastStatusCode)
}

export function stateStyle(state: DeliveryState): Style {
  if (state === 'delivered') return 'green'
  if (state === 'failed') return 'red'
  if (state === 'retrying' || state === 'held') return 'yellow'
  return state === 'canceled' ? 'dim' : 'cyan'
}

/** `<id>  Delivered to http://… (200 in 12 ms).` */
export function standing(row: DeliveryRow, paint: Paint): string {
  return `${row.id}  ${paint(stateStyle(row.state), standingWord(row))} ${standingRest(row)}`
}

function standingWord({ state, attemptCount }: DeliveryRow): string {
  if (state === 'queued' && attemptCount === 0) return 'Accepted'
  return `${state.charAt(0).toUpperCase()}${state.slice(1)}`
}

function standingRest(row: DeliveryRow): string {
  const { state, attemptCount, nextAttemptAt, lastTotalMs } = row
  const url = printableLine(row.url)
  const last = lastResult(row)
  const attempts = `${attemptCount} ${attemptCount === 1 ? 'attempt' : 'attempts'}`
  if (state === 'delivered') {
    return `to ${url} (${last ?? '2xx'}${lastTotalMs === null ? '' : ` in ${Math.round(lastTotalMs)} ms`}).`
  }
  if (state === 'failed') return `after ${attempts} to ${url}${last ? `; the last one: ${last}` : ''}.`
  if (state === 'canceled') return `after ${attempts} to ${url}.`
  if (state === 'retrying' && nextAttemptAt !== null) {
    return `${url}: attempt ${attemptCount} failed${last ? ` (${last})` : ''}; the next is due at ${localTime(nextAttemptAt)}.`
  }
  if (state === 'scheduled' && nextAttemptAt !== null) return `for ${localTime(nextAttemptAt)}, to ${url}.`
  return `${state === 'sending' ? 'to' : 'for'} ${url}.`
}

/** As it is typed: `10/s`, `100/m`. */
export function rateText({ count, perMs }: RateLimit): string {
  return `${count}/${perMs === 1_000 ? 's' : 'm'}`
}
