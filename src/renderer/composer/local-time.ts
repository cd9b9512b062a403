/** Instants as people write them and as a field for local date and time has them, without a zone. */

/** `2026-11-24 14:03:20`, to the second. */
export function localTimeText(at: number): string {
  const date = new Date(at)
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
}

/** The next morning at nine, local. */
export function tomorrowAtNine(now: number): number {
  const date = new Date(now)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1, 9).getTime()
}

/** As a field for local date and time has it: `2026-11-24T14:03:20`, without a zone. */
export function fieldTimeText(at: number): string {
  return localTimeText(at).replace(' ', 'T')
}

/** What such a field has, in epoch ms; null where it is empty or no such time. */
export function parseFieldTime(text: string): number | null {
  if (!/^\d{4,6}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?$/.test(text)) return null
  const at = new Date(text).getTime()
  return Number.isNaN(at) ? null : at
}
