/**
 * One attempt of one delivery: body, headers, compression, the request, and at once a second request without
 * compression where the endpoint may not read zstd. Writes nothing; the turn of the loop records what comes back.
 */
import type { AttemptRecord } from '../store/attempts.ts'
import type { Claimed } from '../store/claims.ts'
import type { EndpointRecord } from '../store/endpoints.ts'
import type { Clock } from '../clock.ts'
import type { Sender, SentAttempt, SentRequest } from '../deliver/sender.ts'
import { compressGzip, compressZstd } from '../compress.ts'
import { joinNotes } from '../notes.ts'
import { encodingOf, fallsBack } from '../../shared/compression.ts'
import { envelope } from '../../shared/envelope.ts'
import type { AttemptOutcome } from '../../shared/model.ts'
import { requestHeaders, setsContentEncoding } from '../../shared/request.ts'

export interface AttemptInput {
  claimed: Claimed
  /** The payload as it was typed. */
  data: string
  category: string
  endpoint: EndpointRecord
  userAgent: string
  timeoutMs: number
  connectTimeoutMs: number
}

export interface FinishedAttempt {
  claimed: Claimed
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

export interface AttemptTools {
  clock: Clock
  /** Real time: what is sent tells it, also where the queue runs in virtual time. */
  timers: Clock
  sender: Sender
}

export function runAttempt(input: AttemptInput, tools: AttemptTools): RunningAttempt {
  const { claimed, endpoint } = input
  const { destination, eventId } = claimed
  const { headers, compression } = destination
  const body = Buffer.from(bodyOf(claimed, input))
  let abortReason: 'cancel' | 'shutdown' | null = null
  let current: SentRequest | null = null

  const send = (bytes: Buffer, contentEncoding: string | null): Promise<AttemptRecord> => {
    const startedAt = tools.clock.now()
    const number = claimed.attemptNumber
    current = tools.sender.send({
      url: destination.url,
      method: destination.method,
      headers: requestHeaders({
        headers,
        contentType: destination.contentType,
        userAgent: input.userAgent,
        eventId,
        attemptNumber: number,
        sentAt: tools.timers.now(),
        contentEncoding,
      }),
      body: bytes,
      timeoutMs: input.timeoutMs,
      connectTimeoutMs: input.connectTimeoutMs,
      transport: endpoint.options.transport,
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
        postponed: null,
        requestBytes: bytes.length,
        contentEncoding,
      }
    })
  }

  /** A defect of ours must cost one attempt, not the queue. */
  const brokenRecord = (error: unknown): AttemptRecord => ({
    ...emptyAttempt,
    number: claimed.attemptNumber,
    startedAt: tools.clock.now(),
    outcome: 'failed',
    errorCode: 'internal',
    errorMessage: `The request could not be made: ${error instanceof Error ? error.message : String(error)}.`,
  })

  const run = async (): Promise<FinishedAttempt> => {
    const encoding = setsContentEncoding(headers)
      ? null
      : encodingOf(compression, body.length, endpoint.zstdSupport)
    if (encoding === null) return { claimed, records: [await send(body, null)], zstdSupport: null }
    if (encoding === 'gzip') {
      return { claimed, records: [await send(await compressGzip(body), 'gzip')], zstdSupport: null }
    }
    const first = await send(await compressZstd(body), 'zstd')
    if (first.outcome === 'delivered') return { claimed, records: [first], zstdSupport: 'accepts' }
    if (abortReason || !fallsBack(compression, first.statusCode, endpoint.zstdSupport)) {
      return { claimed, records: [first], zstdSupport: null }
    }
    addNote(first, 'The endpoint may not read zstd: sent again at once without compression.')
    const second = await send(body, null)
    addNote(second, 'Retried without compression.')
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

function bodyOf(claimed: Claimed, { data, category }: AttemptInput): string {
  const { destination, eventId, eventCreatedAt } = claimed
  return envelope({
    bodyMode: destination.bodyMode,
    category,
    createdAt: eventCreatedAt,
    eventId,
    data,
  })
}

/** One more sentence of what people should know. */
export function addNote(attempt: AttemptRecord, sentence: string): void {
  attempt.note = joinNotes([attempt.note, sentence])
}

/** An attempt of which nothing is known but its number. */
export const emptyAttempt = {
  statusCode: null,
  note: null,
  postponed: null,
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
