/**
 * One attempt of one delivery: body, headers, compression, the request, and at once a second request without
 * compression where the endpoint may not read zstd. Writes nothing; the turn of the loop records what comes back.
 */
import type { AttemptRecord } from '../store/attempts.ts'
import type { ClaimedDelivery } from '../store/deliveries.ts'
import type { EventHead } from '../store/events.ts'
import type { EndpointRecord } from '../store/endpoints.ts'
import type { Clock } from '../clock.ts'
import type { Sender, SentAttempt, SentRequest } from '../deliver/sender.ts'
import { compressZstd } from '../compress.ts'
import { envelope } from '../../shared/envelope.ts'
import type { AttemptOutcome, HeaderList } from '../../shared/model.ts'
import { requestHeaders, setsContentEncoding } from '../../shared/request.ts'
import { compresses, fallsBack } from './compression.ts'

export interface AttemptInput {
  claimed: ClaimedDelivery
  event: EventHead
  /** The payload as it was typed. */
  data: Buffer
  endpoint: EndpointRecord
  userAgent: string
  timeoutMs: number
  connectTimeoutMs: number
}

export interface FinishedAttempt {
  claimed: ClaimedDelivery
  /** One, or two where it was sent again without compression; the last one counts. */
  records: AttemptRecord[]
  /** What was learned of the endpoint; null when nothing was. */
  zstdSupport: 'accepts' | 'refuses' | null
}

export interface RunningAttempt {
  /** Never rejects. */
  done: Promise<FinishedAttempt>
  /** `cancel`: a person called it off. `shutdown`: it is recorded as interrupted and will be sent again. */
  abort(reason: 'cancel' | 'shutdown'): void
}

export function runAttempt(input: AttemptInput, tools: { clock: Clock; sender: Sender }): RunningAttempt {
  const { claimed, event, endpoint } = input
  const headers = JSON.parse(claimed.headers) as HeaderList
  const data = input.data.toString('utf8')
  const body = Buffer.from(envelope({ ...event, bodyMode: claimed.bodyMode, data }))
  let abortReason: 'cancel' | 'shutdown' | null = null
  let current: SentRequest | null = null

  const send = (bytes: Buffer, contentEncoding: string | null): Promise<AttemptRecord> => {
    const startedAt = tools.clock.now()
    const number = claimed.attemptCount
    current = tools.sender.send({
      url: claimed.url,
      method: claimed.method,
      headers: requestHeaders({
        headers,
        contentType: claimed.contentType,
        userAgent: input.userAgent,
        eventId: event.eventId,
        attemptNumber: number,
        sentAt: startedAt,
        contentEncoding,
      }),
      body: bytes,
      timeoutMs: input.timeoutMs,
      connectTimeoutMs: input.connectTimeoutMs,
    })
    if (abortReason) current.abort()
    return current.done.then((sent) => {
      const outcome = outcomeOf(sent, abortReason)
      return {
        ...sent,
        ...(outcome === 'interrupted' ? interruption : null),
        number,
        startedAt,
        outcome,
        requestBytes: bytes.length,
        contentEncoding,
      }
    })
  }

  /** A defect of ours must cost one attempt, not the queue. */
  const brokenRecord = (error: unknown): AttemptRecord => ({
    ...emptyAttempt,
    number: claimed.attemptCount,
    startedAt: tools.clock.now(),
    outcome: 'failed',
    errorCode: 'internal',
    errorMessage: `The request could not be made: ${error instanceof Error ? error.message : String(error)}.`,
  })

  const run = async (): Promise<FinishedAttempt> => {
    const encode =
      compresses(claimed.compression, body.length, endpoint.zstdSupport) && !setsContentEncoding(headers)
    if (!encode) return { claimed, records: [await send(body, null)], zstdSupport: null }
    const first = await send(await compressZstd(body), 'zstd')
    if (first.outcome === 'delivered') return { claimed, records: [first], zstdSupport: 'accepts' }
    if (abortReason || !fallsBack(claimed.compression, first.statusCode, endpoint.zstdSupport)) {
      return { claimed, records: [first], zstdSupport: null }
    }
    first.note = 'The endpoint may not read zstd: sent again at once without compression.'
    const second = await send(body, null)
    second.note = 'Retried without compression.'
    const refuses = first.statusCode === 415 || second.outcome === 'delivered'
    return { claimed, records: [first, second], zstdSupport: refuses ? 'refuses' : null }
  }

  return {
    done: run().catch((error: unknown) => ({ claimed, records: [brokenRecord(error)], zstdSupport: null })),
    abort(reason) {
      abortReason = reason
      current?.abort()
    },
  }
}

/** An attempt of which nothing is known but its number. */
export const emptyAttempt = {
  statusCode: null,
  note: null,
  timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 0 },
  requestHead: '',
  requestBytes: 0,
  contentEncoding: null,
  responseHead: '',
  responseBody: Buffer.alloc(0),
  responseBytes: 0,
  responseTruncated: false,
  httpVersion: null,
  remoteAddress: null,
  tlsProtocol: null,
  certificate: null,
} satisfies Partial<AttemptRecord>

/** What an interrupted attempt's row says, whether a shutdown or a crash interrupted it. */
export const interruption = {
  errorCode: 'interrupted',
  errorMessage:
    'The application ended while this request was on its way: whether it arrived is unknown. It is sent again.',
}

function outcomeOf(sent: SentAttempt, abortReason: 'cancel' | 'shutdown' | null): AttemptOutcome {
  const { statusCode, errorCode } = sent
  if (errorCode === 'aborted' && abortReason === 'shutdown') return 'interrupted'
  const success = errorCode === null && statusCode !== null && statusCode >= 200 && statusCode < 300
  return success ? 'delivered' : 'failed'
}
