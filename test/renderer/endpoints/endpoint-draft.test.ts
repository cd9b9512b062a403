import { describe, expect, it } from 'vitest'
import {
  changedOptions,
  checkEndpoint,
  type EndpointDraft,
  endpointDraftOf,
  newEndpoint,
  optionsOf,
  saveInput,
} from '../../../src/renderer/endpoints/endpoint-draft.ts'
import { commands } from '../../../src/shared/commands.ts'
import { defaultEndpointOptions, type EndpointOptions } from '../../../src/shared/endpoint.ts'
import { defaultSettings } from '../../../src/shared/settings.ts'

const empty = endpointDraftOf(newEndpoint, defaultSettings)
const filled: EndpointDraft = { ...empty, name: 'staging', url: 'unix:/run/app.sock:/hooks' }

const everything: EndpointOptions = {
  method: 'PUT',
  headers: [['X-Team', 'orders']],
  bodyMode: 'raw',
  contentType: 'text/plain',
  compression: 'off',
  retrySchedule: ['1s', '2m'],
  maxAttempts: 7,
  requestTimeoutMs: 1_500,
  connectTimeoutMs: 3_000,
  jitterPercent: 10,
  concurrency: 4,
  rateLimit: { count: 5, perMs: 60_000 },
  ordered: true,
  breaker: { failures: 3, probeAfterMs: 90_000 },
  holdWhileRefused: true,
  transport: {
    followRedirects: true,
    http2: false,
    tls: { verify: false, caFile: '/a.pem', certFile: '/b.pem', keyFile: null },
  },
}

describe('an endpoint that is edited', () => {
  it('comes back as it was', () => {
    for (const options of [defaultEndpointOptions, everything]) {
      const draft = endpointDraftOf({ name: 'a', url: 'http://localhost/', options }, defaultSettings)
      expect(checkEndpoint(draft)).toEqual({})
      expect(optionsOf(draft)).toEqual(options)
    }
  })

  it('sends what was changed and nothing else', () => {
    expect(changedOptions(filled, filled)).toEqual({})
    const changed = { ...filled, concurrency: ' 4 ', requestTimeout: '1.5s' }
    expect(changedOptions(changed, filled)).toEqual({ concurrency: 4, requestTimeoutMs: 1_500 })
    expect(saveInput(changed, filled, 'ep')).toEqual({
      id: 'ep',
      name: 'staging',
      options: { concurrency: 4, requestTimeoutMs: 1_500 },
    })
  })

  it('makes an input that the command takes', () => {
    const draft = endpointDraftOf({ name: 'a', url: filled.url, options: everything }, defaultSettings)
    const input = saveInput(draft, empty, undefined)
    expect(input.options).toEqual(everything)
    expect(commands['endpoint.save'].input.safeParse(input).success).toBe(true)
  })

  it('leaves the name to its place when none is typed', () => {
    expect(saveInput({ ...filled, name: '  ' }, empty, undefined)).not.toHaveProperty('name')
  })
})

it.each([
  ['url', { url: 'ftp://example.com' }],
  ['name', { name: 'x'.repeat(1_000) }],
  ['requestTimeoutMs', { requestTimeout: 'a while' }],
  ['connectTimeoutMs', { connectTimeout: '1000h' }],
  ['concurrency', { concurrency: '0' }],
  ['jitterPercent', { jitter: '51' }],
  ['rateLimit.count', { hasRate: true, rateCount: '' }],
  ['breaker.failures', { hasBreaker: true, breakerFailures: '0' }],
  ['breaker.probeAfterMs', { hasBreaker: true, breakerProbe: '2d' }],
  ['transport.tls.certFile', { keyFile: '/key.pem' }],
  ['contentType', { contentType: '' }],
])('says what is wrong with %s', (field, change) => {
  expect(Object.keys(checkEndpoint({ ...filled, ...change }))).toEqual([field])
})

it('lets a new one go without a name, and takes none away', () => {
  const nameless = { ...filled, name: ' ' }
  expect(checkEndpoint(nameless)).toEqual({})
  expect(checkEndpoint(nameless, { isNamed: true })).toEqual({ name: 'Give the endpoint a name.' })
})

it('does not ask for what is switched off', () => {
  const off = { hasRate: false, rateCount: 'x', hasBreaker: false, breakerFailures: 'x', breakerProbe: 'x' }
  expect(checkEndpoint({ ...filled, ...off })).toEqual({})
})
