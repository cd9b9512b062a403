/** Where the time of an attempt went, as segments that follow each other and add up to its total. */
import { type Attempt, isUnknown } from '../../../../shared/model.ts'
import { sentNothing } from '../outcome.ts'

export type SegmentName =
  | 'DNS'
  | 'Connect'
  | 'TLS'
  | 'Request and wait'
  | 'No answer'
  | 'No connection'
  | 'Download'

export interface Segment {
  name: SegmentName
  /** From the begin of the attempt. */
  startMs: number
  ms: number
}

/** Shorter ones would read "0 ms". */
const shortestShownMs = 0.05

type Timed = Pick<Attempt, 'timings' | 'outcome' | 'requestHeaders' | 'statusCode'>

/** First byte counts from the begin of the attempt, so what is left of it after the set-up was spent on request and wait. */
export function segmentsOf(attempt: Timed): Segment[] {
  const { dnsMs, connectMs, tlsMs, firstByteMs, totalMs } = attempt.timings
  const setUp = (dnsMs ?? 0) + (connectMs ?? 0) + (tlsMs ?? 0)
  const untilAnswer = firstByteMs ?? totalMs
  const parts: [name: SegmentName, ms: number][] = [
    ['DNS', dnsMs ?? 0],
    ['Connect', connectMs ?? 0],
    ['TLS', tlsMs ?? 0],
    [waitName(attempt), Math.max(0, untilAnswer - setUp)],
    ['Download', Math.max(0, totalMs - untilAnswer)],
  ]
  const segments: Segment[] = []
  let startMs = 0
  for (const [name, ms] of parts) {
    if (ms >= shortestShownMs) segments.push({ name, startMs, ms })
    startMs += ms
  }
  return segments
}

function waitName(attempt: Timed): SegmentName {
  if (sentNothing(attempt)) return 'No connection'
  return attempt.timings.firstByteMs === null ? 'No answer' : 'Request and wait'
}

/** What the segments cannot tell; null where they tell it all. */
export function unknownText(attempt: Attempt): string | null {
  if (isUnknown(attempt)) return 'How its time was spent is not known.'
  if (sentNothing(attempt) || attempt.timings.connectMs !== null) return null
  return 'Over a connection that was open already: no DNS, connect or TLS.'
}

export const segmentColors: Record<SegmentName, string> = {
  DNS: 'bg-faint',
  Connect: 'bg-busy',
  TLS: 'bg-code-atom',
  'Request and wait': 'bg-accent',
  'No answer': 'bg-warn',
  'No connection': 'bg-bad',
  Download: 'bg-good',
}
