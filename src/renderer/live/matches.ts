/**
 * Whether a delivery is found by a filter: the same rule as `delivery.list` in the engine, for rows that the feed brings.
 * What a row does not tell (bodies, responses, when its attempts began) only the engine knows.
 */
import type { DeliveryFilter } from '../../shared/commands.ts'
import { answerRanges, looksInNames, searchedTexts } from '../../shared/filter.ts'
import { shortestIdText } from '../../shared/limits.ts'
import type { DeliveryRow } from '../../shared/model.ts'

/** `unknown`: it is found as far as its row tells. */
export type Match = 'yes' | 'no' | 'unknown'

export function matchOf(row: DeliveryRow, filter: DeliveryFilter): Match {
  if (!fitsColumns(row, filter)) return 'no'
  const isAttemptAsked = filter.attemptedFrom !== undefined || filter.attemptedUntil !== undefined
  const hasText = !filter.text || (looksInNames(filter) && isNamed(row, filter.text))
  if (!hasText && searchedTexts(filter).length === 0) return 'no'
  return isAttemptAsked || !hasText ? 'unknown' : 'yes'
}

function fitsColumns(row: DeliveryRow, filter: DeliveryFilter): boolean {
  const {
    states = [],
    category,
    endpointId,
    answers = [],
    acceptedFrom,
    acceptedUntil,
    replays,
    imported,
  } = filter
  if (states.length > 0 && !states.includes(row.state)) return false
  if (category !== undefined && row.category !== category) return false
  if (endpointId !== undefined && row.endpointId !== endpointId) return false
  if (replays && (row.replayOf === null || row.seq < replays.firstSeq || row.seq > replays.lastSeq))
    return false
  if (imported && (row.seq < imported.firstSeq || row.seq > imported.lastSeq)) return false
  if (acceptedFrom !== undefined && row.createdAt < acceptedFrom) return false
  if (acceptedUntil !== undefined && row.createdAt >= acceptedUntil) return false
  return answers.length === 0 || isAnswered(row, answers)
}

function isAnswered({ lastStatusCode, lastErrorCode }: DeliveryRow, answers: readonly string[]): boolean {
  const { classes, codes, errors } = answerRanges(answers)
  if (lastErrorCode !== null && errors.includes(lastErrorCode)) return true
  if (lastStatusCode === null) return false
  return (
    codes.includes(lastStatusCode) ||
    classes.some(({ from, to }) => lastStatusCode >= from && lastStatusCode <= to)
  )
}

function isNamed(row: DeliveryRow, text: string): boolean {
  const wanted = inSmallLetters(text)
  if ([row.category, row.url].some((part) => inSmallLetters(part).includes(wanted))) return true
  return text.length >= shortestIdText && beginsId(row, [text, text.toLowerCase()])
}

/** As the database compares names: letters from A to Z only. */
function inSmallLetters(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

function beginsId({ eventId, id }: DeliveryRow, texts: string[]): boolean {
  return texts.some((text) => eventId.startsWith(text) || id.startsWith(text))
}
