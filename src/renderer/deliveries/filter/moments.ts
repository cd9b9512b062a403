/** The times of a filter in words. Instants are epoch milliseconds. */

const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', hourCycle: 'h23' })
const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** `14:05`, of another day `23 Nov, 14:05`. */
export function momentText(at: number, now = Date.now()): string {
  return new Date(at).toDateString() === new Date(now).toDateString()
    ? time.format(at)
    : dayAndTime.format(at)
}

/** `since 14:05`, `before 14:05`, `14:05 to 15:00`. */
export function spanText(from: number | undefined, until: number | undefined): string {
  if (from !== undefined && until !== undefined) return `${momentText(from)} to ${momentText(until)}`
  if (from !== undefined) return `since ${momentText(from)}`
  return until === undefined ? '' : `before ${momentText(until)}`
}
