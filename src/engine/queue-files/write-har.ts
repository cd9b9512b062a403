/**
 * Attempts as a HAR file (HTTP Archive 1.2, http://www.softwareishard.com/blog/har-12-spec/), for browsers and other programs: each is
 * an entry, and deliveries without any have none. What the format has no place for begins with `_`, as it allows.
 */
import { isUtf8 } from 'node:buffer'
import { STATUS_CODES } from 'node:http'
import { isIP } from 'node:net'
import { envelope } from '../../shared/envelope.ts'
import type { HeaderList } from '../../shared/model.ts'
import { parseHead } from '../deliver/request-head.ts'
import type { AttemptRecord } from '../store/attempts.ts'
import type { ExportedDelivery, ExportWriter } from './exported.ts'

/** `version`: of this application. It keeps what is between entries, so each file needs a writer of its own. */
export function writeHar({ version }: { version: string }): ExportWriter {
  let isFirst = true
  const creator = JSON.stringify({ name: 'Webhook Dispatcher', version })
  return {
    begin: `{"log":{"version":"1.2","creator":${creator},"entries":[`,
    entry(delivery) {
      const text = delivery.attempts.map((attempt) => JSON.stringify(entryOf(delivery, attempt))).join(',\n')
      if (text === '') return ''
      const before = isFirst ? '\n' : ',\n'
      isFirst = false
      return before + text
    },
    end: '\n]}}\n',
    needsAttempts: true,
  }
}

function entryOf(delivery: ExportedDelivery, attempt: AttemptRecord): object {
  const { times, sum } = timings(attempt.timings)
  const address = /^\[?(.*?)\]?:\d+$/.exec(attempt.remoteAddress ?? '')?.[1] ?? ''
  const comment = [attempt.errorMessage, attempt.note].filter((text) => text !== null).join(' ')
  return {
    startedDateTime: new Date(attempt.startedAt).toISOString(),
    time: sum,
    request: requestOf(delivery, attempt),
    response: responseOf(attempt),
    cache: {},
    timings: times,
    ...(isIP(address) > 0 ? { serverIPAddress: address } : {}),
    ...(comment === '' ? {} : { comment }),
    _deliveryId: delivery.id,
    _attemptNumber: attempt.number,
    _outcome: attempt.outcome,
    ...(attempt.errorCode === null ? {} : { _error: attempt.errorCode }),
  }
}

function requestOf(delivery: ExportedDelivery, attempt: AttemptRecord): object {
  const { url, method, bodyMode, category, eventId, data } = delivery
  const headers = parseHead(attempt.requestHead)
  const text = envelope({ bodyMode, category, createdAt: delivery.eventCreatedAt, eventId, data })
  return {
    method,
    url,
    httpVersion: httpVersion(attempt),
    cookies: [],
    headers: pairs(headers),
    queryString: pairs(URL.canParse(url) ? [...new URL(url).searchParams] : []),
    // Before compression: of the other bytes no program makes anything.
    ...(text === ''
      ? {}
      : { postData: { mimeType: valueOf(headers, 'content-type') ?? delivery.contentType, text } }),
    headersSize: attempt.requestHead === '' ? -1 : Buffer.byteLength(attempt.requestHead),
    bodySize: attempt.requestBytes,
  }
}

function responseOf(attempt: AttemptRecord): object {
  const headers = parseHead(attempt.responseHead)
  const status = attempt.statusCode ?? 0
  const body = attempt.responseBody
  return {
    status,
    statusText: STATUS_CODES[status] ?? '',
    httpVersion: httpVersion(attempt),
    cookies: [],
    headers: pairs(headers),
    content: {
      size: body.length,
      mimeType: valueOf(headers, 'content-type') ?? 'x-unknown',
      ...(isUtf8(body) ? { text: body.toString() } : { text: body.toString('base64'), encoding: 'base64' }),
      ...(attempt.responseTruncated ? { comment: 'This is its beginning: no more was kept.' } : {}),
    },
    redirectURL: valueOf(headers, 'location') ?? '',
    headersSize: attempt.responseHead === '' ? -1 : Buffer.byteLength(attempt.responseHead),
    bodySize: attempt.responseBytes,
  }
}

/** Pseudo headers of HTTP/2 say what stands in method and URL. */
function pairs(list: HeaderList): { name: string; value: string }[] {
  return list.filter(([name]) => !name.startsWith(':')).map(([name, value]) => ({ name, value }))
}

function valueOf(headers: HeaderList, wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1]
}

function httpVersion({ httpVersion }: AttemptRecord): string {
  return httpVersion === null ? '' : `HTTP/${httpVersion === '2' ? '2.0' : httpVersion}`
}

/**
 * -1: it took place on a connection that was open already, or never. The handshake of TLS is a part of `connect` there. Without
 * an answer all of the rest was waiting. The sum of them, `ssl` aside, is the entry's time.
 */
function timings({ dnsMs, connectMs, tlsMs, firstByteMs, totalMs }: AttemptRecord['timings']): {
  times: object
  sum: number
} {
  const connect = connectMs === null && tlsMs === null ? -1 : (connectMs ?? 0) + (tlsMs ?? 0)
  const before = (dnsMs ?? 0) + Math.max(0, connect)
  const wait = Math.max(0, (firstByteMs ?? totalMs) - before)
  const receive = Math.max(0, firstByteMs === null ? 0 : totalMs - firstByteMs)
  return {
    times: { blocked: -1, dns: dnsMs ?? -1, connect, ssl: tlsMs ?? -1, send: 0, wait, receive },
    sum: before + wait + receive,
  }
}
