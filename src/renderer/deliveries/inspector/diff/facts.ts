/** The facts of an attempt or a delivery that are worth comparing, in words. */
import type { Attempt, DeliveryDetail } from '../../../../shared/model.ts'
import { stateLabels } from '../../../ui/StateMark.tsx'
import { bytesText, fullTime, tookText } from '../../format.ts'
import { outcomeText } from '../outcome.ts'
import { compareFacts, type ComparedLine } from './compare.ts'

export function compareAttempts(left: Attempt, right: Attempt): ComparedLine[] {
  const fact = (
    name: string,
    of: (attempt: Attempt) => string | null,
  ): [string, string | null, string | null] => [name, of(left), of(right)]
  const ms = (value: number | null): string | null => (value === null ? null : tookText(value))
  return compareFacts([
    fact('Answer', outcomeText),
    fact('Started', ({ startedAt }) => fullTime(startedAt)),
    fact('DNS', ({ timings }) => ms(timings.dnsMs)),
    fact('Connect', ({ timings }) => ms(timings.connectMs)),
    fact('TLS', ({ timings }) => ms(timings.tlsMs)),
    fact('First byte', ({ timings }) => ms(timings.firstByteMs)),
    fact('Total', ({ timings }) => ms(timings.totalMs)),
    fact('Address', ({ remoteAddress }) => remoteAddress),
    fact('HTTP', ({ httpVersion }) => httpVersion),
    fact('TLS version', ({ tlsProtocol }) => tlsProtocol),
    fact('Sent', ({ requestBytes, contentEncoding }) =>
      [bytesText(requestBytes), contentEncoding].filter(Boolean).join(' '),
    ),
    fact('Received', ({ responseBytes }) => bytesText(responseBytes)),
  ])
}

export function compareDeliveries(left: DeliveryDetail, right: DeliveryDetail): ComparedLine[] {
  const fact = (
    name: string,
    of: (detail: DeliveryDetail) => string | null,
  ): [string, string | null, string | null] => [name, of(left), of(right)]
  return compareFacts([
    fact('URL', ({ url }) => url),
    fact('Method', ({ method }) => method),
    fact('Event id', ({ eventId }) => eventId),
    fact('Category', ({ category }) => category),
    fact('State', ({ state }) => stateLabels[state]),
    fact('Accepted', ({ createdAt }) => fullTime(createdAt)),
    fact('Body', ({ bodyMode }) => bodyMode),
    fact('Body size', ({ bodyBytes }) => bytesText(bodyBytes)),
    fact('Content type', ({ contentType }) => contentType),
    fact('Compression', ({ compression }) => compression),
    fact('Retry schedule', ({ retrySchedule }) => retrySchedule.join(' ') || null),
    fact('Attempts at most', ({ maxAttempts }) => (maxAttempts === 0 ? 'no limit' : String(maxAttempts))),
  ])
}
