/** What the settings are until a person changes them. */
import type { Settings } from './model.ts'
import { defaultCooldownMs, defaultMaxAttempts, defaultRetrySchedule } from './retry.ts'

/** From the Go package, but for the concurrency (there 2): measured receivers take ten at a time without trouble. */
export const defaultSettings: Settings = {
  concurrency: 10,
  requestTimeoutMs: 10_000,
  connectTimeoutMs: 10_000,
  cooldownMs: defaultCooldownMs,
  userAgent: '',
  compression: 'auto',
  retrySchedule: defaultRetrySchedule,
  maxAttempts: defaultMaxAttempts,
  deleteDelivered: false,
  keepDeliveredDays: 7,
  keepDeliveredCount: 100_000,
  logLevel: 'info',
  proxy: '',
  systemCertificates: true,
  theme: 'system',
  notifications: 'digest',
  whenClosed: 'ask',
  localApi: false,
}
