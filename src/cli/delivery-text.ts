/** `show` for people: the delivery, then each attempt with what went out, what came back and how long it took. */
import {
  type Attempt,
  type AttemptTimings,
  type DeliveryDetail,
  type HeaderList,
  isUnknown,
} from '../shared/model.ts'
import { type Fact, factsText } from './facts.ts'
import type { Paint } from './paint.ts'
import { printable, printableLine } from './printable.ts'
import { lastResult, localTime, stateStyle, statusText, waitsText } from './texts.ts'
import type { WaitFor } from './why-waiting.ts'

export interface ShownDelivery {
  detail: DeliveryDetail
  /** What it waits for besides its time. */
  waitsFor: WaitFor[]
}

export function deliveryText({ detail, waitsFor }: ShownDelivery, paint: Paint): string {
  const { category, method, url, attempts } = detail
  const title = `${paint('bold', printableLine(category))}  ${method} ${printableLine(url)}`
  const waits = waitsFor.map(({ message }): Fact => ['waits for', paint('yellow', printableLine(message))])
  const facts = factsText([...factsOf(detail, paint), ...waits], paint)
  return [title, facts, ...attempts.map((attempt) => `\n${attemptText(attempt, paint)}`)].join('\n')
}

function factsOf(detail: DeliveryDetail, paint: Paint): Fact[] {
  const { state, nextAttemptAt, attemptCount, maxAttempts, retrySchedule, replayOf, replays } = detail
  const next = nextAttemptAt === null ? '' : `, next attempt at ${localTime(nextAttemptAt)}`
  const last = state === 'failed' ? lastResult(detail) : null
  return [
    ['delivery', detail.id],
    ['event', printableLine(detail.eventId)],
    ['state', `${paint(stateStyle(state), state)}${last ? ` (${last})` : ''}${next}`],
    ['attempts', maxAttempts === 0 ? `${attemptCount}, never gives up` : `${attemptCount} of ${maxAttempts}`],
    ['schedule', waitsText(retrySchedule)],
    ['body', `${detail.bodyBytes} bytes, ${detail.bodyMode}, ${printableLine(detail.contentType)}`],
    ['created', localTime(detail.createdAt)],
    ...(replayOf ? [['replay of', replayOf] as Fact] : []),
    ...replays.map(({ id, state }): Fact => ['replay', `${id} (${state})`]),
  ]
}

function attemptText(attempt: Attempt, paint: Paint): string {
  const { number, startedAt, timings, requestBytes, contentEncoding, errorMessage, note } = attempt
  const encoding = contentEncoding ? ` (${contentEncoding})` : ''
  const took = isUnknown(attempt) ? [] : [timingsText(timings)]
  const sent = isUnknown(attempt)
    ? ': how much of it went out is not known'
    : `, ${requestBytes} bytes${encoding}`
  const lines = [
    [paint('bold', `Attempt ${number}`), localTime(startedAt), resultText(attempt, paint), ...took].join(
      '  ',
    ),
    ...(errorMessage ? [`  ${printable(errorMessage)}`] : []),
    ...(note ? [`  ${printable(note)}`] : []),
    `  ${paint('dim', `request${sent}`)}`,
    ...headerLines(attempt.requestHeaders, paint),
    ...responseLines(attempt, paint),
  ]
  return lines.join('\n')
}

function resultText({ outcome, statusCode, errorCode }: Attempt, paint: Paint): string {
  const text = statusCode === null ? (errorCode ?? outcome) : statusText(statusCode)
  return paint(outcome === 'delivered' ? 'green' : outcome === 'failed' ? 'red' : 'yellow', text)
}

/** Phases that did not take place are left out. */
function timingsText({ dnsMs, connectMs, tlsMs, firstByteMs, totalMs }: AttemptTimings): string {
  const phases = Object.entries({ dns: dnsMs, connect: connectMs, tls: tlsMs, 'first byte': firstByteMs })
  const known = phases.flatMap(([name, ms]) => (ms === null ? [] : [`${name} ${shortMs(ms)}`]))
  return `${shortMs(totalMs)}${known.length > 0 ? ` (${known.join(', ')})` : ''}`
}

function shortMs(ms: number): string {
  return `${ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms)} ms`
}

function responseLines(attempt: Attempt, paint: Paint): string[] {
  const { statusCode, responseHeaders, responseBody, responseBytes, responseTruncated } = attempt
  if (statusCode === null) return []
  const body = printable(responseBody).trimEnd()
  return [
    `  ${paint('dim', `response, ${responseBytes} bytes${responseTruncated ? ' (the first part is kept)' : ''}`)}`,
    ...headerLines(responseHeaders, paint),
    ...(body === '' ? [] : ['', ...body.split('\n').map((line) => `    ${line}`)]),
  ]
}

function headerLines(headers: HeaderList, paint: Paint): string[] {
  return headers.map(
    ([name, value]) => `    ${paint('dim', `${printableLine(name)}:`)} ${printableLine(value)}`,
  )
}
