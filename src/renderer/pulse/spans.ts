/** The spans of the pulse in words. */
import type { PulseSpan } from '../../shared/pulse.ts'

export const spanOptions: readonly { value: PulseSpan; label: string; title: string }[] = [
  { value: '5m', label: '5 min', title: 'The last 5 minutes' },
  { value: '1h', label: '1 h', title: 'The last hour' },
  { value: '24h', label: '24 h', title: 'The last 24 hours' },
  { value: '7d', label: '7 d', title: 'The last 7 days' },
]

/** `The last hour`. */
export function spanTitle(span: PulseSpan): string {
  return spanOptions.find(({ value }) => value === span)?.title ?? ''
}

const second = clock({ hour: '2-digit', minute: '2-digit', second: '2-digit' })
const minute = clock({ hour: '2-digit', minute: '2-digit' })
const day = clock({ weekday: 'short', day: 'numeric', month: 'short' })

/** `12:05:10 – 12:05:15`, `12:05 – 12:06`, `Tue 24 Nov, 12:00 – 13:00`. */
export function bucketText(at: number, bucketMs: number): string {
  const format = bucketMs < 60_000 ? second : minute
  const times = `${format.format(at)} – ${format.format(at + bucketMs)}`
  return bucketMs < 3_600_000 ? times : `${day.format(at)}, ${times}`
}

/** The labels of the time axis: clock times, and days at midnight. */
export function axisText(at: number, stepMs: number): string {
  if (stepMs >= 12 * 3_600_000) return day.format(at)
  return stepMs < 60_000 ? second.format(at) : minute.format(at)
}

function clock(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', { hourCycle: 'h23', ...options })
}
