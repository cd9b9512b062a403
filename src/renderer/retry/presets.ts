/**
 * Retry schedules to begin from. What an owner publishes entry by entry stands here as published; where only a number of
 * retries and a span are published, the waits are ours and `approximated` says so. Where a list begins with "immediately"
 * and that is the first attempt itself, it is left out: our schedule begins with the wait after the first failure.
 */
import { defaultMaxAttempts, defaultRetrySchedule } from '../../shared/retry.ts'
import type { PolicyDraft } from './policy-draft.ts'

export interface Preset extends PolicyDraft {
  name: string
  /** Where it is published, and what is ours in it. */
  source: string
  approximated: boolean
}

interface Given {
  source: string
  /** As many as there are waits, and the first one, unless given. */
  attempts?: number
  approximated?: boolean
}

const preset = (name: string, list: string, { source, attempts, approximated = false }: Given): Preset => {
  const waits = list === '' ? [] : list.split(' ')
  return { name, source, waits, maxAttempts: String(attempts ?? waits.length + 1), approximated }
}

const withoutFirst = defaultRetrySchedule.slice(1).join(' ')

/** Read from the named pages in November 2026. */
export const presets: readonly Preset[] = [
  preset('Default', defaultRetrySchedule.join(' '), {
    source: 'the list of the Go package, every entry used',
    attempts: defaultMaxAttempts,
  }),
  preset('The Go package as it runs', withoutFirst, {
    source: 'surfly/webhook-dispatcher skips the first entry',
    attempts: defaultMaxAttempts,
  }),
  preset('Standard Webhooks', '5s 5m 30m 2h 5h 10h 14h 20h 24h', {
    source: 'the example of the specification',
  }),
  preset('Svix', '5s 5m 30m 2h 5h 10h 10h', { source: 'docs.svix.com/retries; Resend has the same' }),
  preset('Stripe', '1m 5m 15m 30m 1h 2h 4h 8h 12h 20h 24h', {
    source: 'published: up to 3 days; the waits are ours',
    approximated: true,
  }),
  preset('Shopify', '1m 2m 5m 10m 22m 40m 1h 100m', {
    source: 'published: 8 in 4 hours; the waits are ours',
    approximated: true,
  }),
  preset('Paddle', '30s 1m 2m 5m 10m 20m 40m 80m', {
    source: 'published: 60 in 3 days; the waits are ours',
    attempts: 61,
    approximated: true,
  }),
  preset('Slack Events', '0s 1m 5m', { source: 'docs.slack.dev' }),
  preset('Zoom', '5m 20m 60m', { source: 'developers.zoom.us' }),
  preset('Amazon SNS', '20s 20s 20s', { source: 'default of HTTP endpoints' }),
  preset('Hook0', '3s 10s 3m 30m 1h 3h 5h 10h', {
    source: '24 retries, the last wait repeats',
    attempts: 25,
  }),
  preset('Convoy', '10s 30s 1m 3m 5m 10m 15m', { source: 'its exponential backoff' }),
  preset('Outpost', '30s 1m 2m 4m 8m 16m 32m 64m 128m 256m', {
    source: '30 s, doubled each time, 10 retries',
  }),
  preset('Kit', '30s 2m 15m 1h 4h 12h 24h', { source: 'developers.kit.com/webhooks/retries' }),
  preset('Circle', '1s 10s 30s 1m 15m 1h 3h 5h 6h 10h 11h', { source: 'developers.circle.com' }),
  preset('Wix', '1m 10m 1h 2h 2h 2h 4h 4h 4h 8h 8h 12h', { source: 'dev.wix.com' }),
  preset('Brevo', '10m 1h 2h 8h', { source: 'developers.brevo.com' }),
  preset('Postmark', '1m 5m 10m 10m 10m 15m', { source: 'of some types of event; others have 1m 5m 15m' }),
  preset('One try', '', { source: 'no retries, as GitHub and, by default, Twilio' }),
]
