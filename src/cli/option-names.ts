/** Fields of commands as the options that fill them, for the end of an error. */

const optionNames: Readonly<Record<string, string>> = {
  bodyMode: '--body-mode',
  breaker: '--breaker',
  category: '--category',
  compression: '--compression',
  concurrency: '--concurrency',
  connectTimeoutMs: '--connect-timeout',
  contentType: '--content-type',
  copies: '--copies',
  data: '--data',
  dataFile: '--data-file',
  eventId: '--event-id',
  everyMs: '--every',
  headers: '--header',
  jitterPercent: '--jitter',
  maxAttempts: '--max-attempts',
  method: '--method',
  rateLimit: '--rate',
  requestTimeoutMs: '--timeout',
  retrySchedule: '--retry',
  sendAt: '--at',
}

/** `options.requestTimeoutMs` -> `--timeout`, `retrySchedule.0` -> `--retry`; others as they are. */
export function optionOf(field: string): string {
  const [first = ''] = field.replace(/^(?:options|edits)\./, '').split('.')
  return optionNames[first] ?? field
}
