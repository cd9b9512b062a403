import { expect, it } from 'vitest'
import { optionFacts } from '../../../src/renderer/endpoints/option-facts.ts'
import { defaultEndpointOptions, type EndpointOptions } from '../../../src/shared/endpoint.ts'
import { defaultSettings } from '../../../src/shared/settings.ts'

const facts = (options: Partial<EndpointOptions>) =>
  optionFacts({ ...defaultEndpointOptions, ...options }, defaultSettings)

it('has nothing to say of the defaults', () => {
  expect(facts({})).toEqual([])
})

it('names what was agreed, a line each', () => {
  const lines = facts({
    ordered: true,
    rateLimit: { count: 5, perMs: 1_000 },
    breaker: { failures: 3, probeAfterMs: 90_000 },
    retrySchedule: ['1s'],
    maxAttempts: 2,
    headers: [['X-Team', 'orders']],
    requestTimeoutMs: 1_500,
  })
  expect(lines.map(({ name, text }) => `${name}: ${text}`)).toEqual([
    'Order: one at a time, as accepted',
    'Rate: at most 5 per second',
    'Breaker: opens after 3 failures in a row, probes every 1 min 30 s',
    'Retries: 2 attempts over 1 s',
    'Headers: X-Team',
    'Request timeout: 1.5s',
  ])
})

it('never shows the value of a header', () => {
  const text = JSON.stringify(facts({ headers: [['Authorization', 'Bearer secret']] }))
  expect(text).not.toContain('secret')
})

it('marks a protection that was given up', () => {
  const { transport } = defaultEndpointOptions
  expect(facts({ transport: { ...transport, tls: { ...transport.tls, verify: false } } })).toEqual([
    { name: 'TLS', text: 'the certificate is not verified', danger: true },
  ])
})
