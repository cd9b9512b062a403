/** `settings` and `settings set`: as people write them, and what the engine then has. */
import { expect, it } from 'vitest'
import { settingNamed, settingsOf } from '../../src/cli/setting-values.ts'
import { defaultSettings } from '../../src/shared/settings.ts'
import { createCli } from './cli.ts'

const settings = settingsOf({ version: '1.2.3' })
const change = (name: string, ...words: string[]): unknown => settingNamed(name, settings).change(words)

it('shows all of them, with values that can be typed back', async () => {
  const cli = createCli()
  const { code, stdout } = await cli.run(['settings'])
  expect(code).toBe(0)
  const lines = stdout.trimEnd().split('\n')
  expect(lines).toHaveLength(Object.keys(defaultSettings).length)
  expect(lines[0]).toBe('  concurrency          10')
  expect(stdout).toMatch(/^ {2}request-timeout +10s$/m)
  expect(stdout).toMatch(/^ {2}retry-schedule +0s 5s 10s .* 24h$/m)
  expect(stdout).toMatch(/^ {2}user-agent +default \(WebhookDispatcher\/\d.*\)$/m)
  expect((await cli.json(['settings'])).lines).toEqual([defaultSettings])
})

it('sets one for good', async () => {
  const cli = createCli()
  expect(await cli.run(['settings', 'set', 'request-timeout', '1m30s'])).toEqual({
    code: 0,
    stdout: 'request-timeout is 1m30s.\n',
    stderr: '',
  })
  await cli.run(['settings', 'set', 'retry-schedule', '5s', '30s', '1d'])
  await cli.run(['settings', 'set', 'keep-delivered-days', 'none'])
  expect((await cli.json(['settings'])).lines).toEqual([
    {
      ...defaultSettings,
      requestTimeoutMs: 90_000,
      retrySchedule: ['5s', '30s', '24h'],
      keepDeliveredDays: null,
    },
  ])
  expect(await cli.json(['settings', 'set', 'request-timeout', 'default'])).toMatchObject({
    lines: [{ requestTimeoutMs: 10_000, keepDeliveredDays: null }],
  })
})

it.each([
  ['concurrency', ['20'], { concurrency: 20 }],
  ['connect-timeout', ['1500ms'], { connectTimeoutMs: 1_500 }],
  ['cooldown', ['2m'], { cooldownMs: 120_000 }],
  ['retry-schedule', ['5s,', '30s,2m'], { retrySchedule: ['5s', '30s', '2m'] }],
  ['retry-schedule', ['none'], { retrySchedule: [] }],
  ['retry-schedule', ['default'], { retrySchedule: defaultSettings.retrySchedule }],
  ['max-attempts', ['0'], { maxAttempts: 0 }],
  ['compression', ['gzip'], { compression: 'gzip' }],
  ['user-agent', ['Shop/1', '(test)'], { userAgent: 'Shop/1 (test)' }],
  ['user-agent', ['default'], { userAgent: '' }],
  ['proxy', ['off'], { proxy: 'off' }],
  ['system-certificates', ['no'], { systemCertificates: false }],
  ['theme', ['dark'], { theme: 'dark' }],
  ['notifications', ['each'], { notifications: 'each' }],
  ['when-closed', ['background'], { whenClosed: 'background' }],
  ['delete-delivered', ['on'], { deleteDelivered: true }],
  ['local-api', ['yes'], { localApi: true }],
  ['keep-delivered-count', ['500'], { keepDeliveredCount: 500 }],
  ['keep-delivered-count', ['none'], { keepDeliveredCount: null }],
  ['log-level', ['debug'], { logLevel: 'debug' }],
])('%s %j', (name, words, expected) => {
  expect(change(name, ...words)).toEqual(expected)
})

it.each([
  ['cooldwn', ['1m'], 'There is no setting "cooldwn". Did you mean "cooldown"?'],
  ['colour', ['red'], /^There is no setting "colour"\. There are concurrency, /],
  ['concurrency', ['many'], '"many" is not for concurrency. It takes a whole number, or default.'],
  ['concurrency', ['none'], '"none" is not for concurrency. It takes a whole number, or default.'],
  ['cooldown', ['60'], '"60" is not for cooldown. It takes a duration, such as 10s, or default.'],
  ['log-level', ['loud'], /It takes one of off, error, warn, info, debug, or default\.$/],
  ['keep-delivered-days', ['7d'], /It takes a whole number, none, or default\.$/],
  ['delete-delivered', ['maybe'], /It takes yes or no, or default\.$/],
])('%s %j is wrong usage', (name, words, sentence) => {
  expect(() => change(name, ...words)).toThrow(sentence)
})

it('leaves to the engine what is merely refused', async () => {
  const cli = createCli()
  expect(await cli.json(['settings', 'set', 'concurrency', '0'])).toMatchObject({
    code: 1,
    errors: [{ code: 'count_invalid', details: { field: 'concurrency' } }],
  })
  expect(await cli.json(['settings', 'set', 'proxy', 'ftp://proxy'])).toMatchObject({
    code: 1,
    errors: [{ code: 'proxy_invalid' }],
  })
  expect(await cli.json(['settings', 'set', 'cooldwn', '1m'])).toMatchObject({
    code: 2,
    errors: [{ code: 'usage' }],
  })
})
