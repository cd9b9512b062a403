/**
 * Retry schedules to begin from. Only lists that their owner publishes entry by entry stand here; senders that
 * publish "exponential, up to three days" have no exact list to offer. Where a list begins with "immediately" and
 * that is the first attempt itself, it is left out: our schedule begins with the wait after the first failure.
 */
import { defaultMaxAttempts, defaultRetrySchedule } from '../../shared/retry.ts'
import type { PolicyDraft } from './policy-draft.ts'

export interface Preset extends PolicyDraft {
  name: string
  /** Where the list is published, or what it is for. */
  source: string
}

const published = (name: string, source: string, list: string): Preset => {
  const waits = list.split(' ')
  return { name, source, waits, maxAttempts: String(waits.length + 1) }
}

/** Read from the named pages in November 2026. */
export const presets: readonly Preset[] = [
  {
    name: 'Default of the Go package',
    source: 'surfly/webhook-dispatcher',
    waits: [...defaultRetrySchedule],
    maxAttempts: String(defaultMaxAttempts),
  },
  published('Standard Webhooks', 'recommended by the specification', '5s 5m 30m 2h 5h 10h 14h 20h 24h'),
  published('Svix', 'docs.svix.com', '5s 5m 30m 2h 5h 10h 10h'),
  published('Slack Events', 'docs.slack.dev', '0s 1m 5m'),
  published('Zoom', 'developers.zoom.us', '5m 20m 60m'),
  published('Amazon SNS', 'default of HTTP endpoints', '20s 20s 20s'),
  published('Kit', 'developers.kit.com', '30s 2m 15m 1h 4h 12h 24h'),
  published('Circle', 'developers.circle.com', '1s 10s 30s 1m 15m 1h 3h 5h 6h 10h 11h'),
  published('Wix', 'dev.wix.com', '1m 10m 1h 2h 2h 2h 4h 4h 4h 8h 8h 12h'),
  published('Brevo', 'developers.brevo.com', '10m 1h 2h 8h'),
  { name: 'One try', source: 'no retries', waits: [], maxAttempts: '1' },
]
