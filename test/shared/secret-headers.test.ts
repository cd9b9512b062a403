/** Which headers are credentials. */
import { expect, it } from 'vitest'
import { isSecretHeader, withoutSecretValues } from '../../src/shared/secret-headers.ts'

it.each([
  'Authorization',
  'proxy-authorization',
  'Cookie',
  'Set-Cookie',
  'X-Api-Key',
  'apikey',
  'X-Gitlab-Token',
  'X-Webhook-Secret',
  'X-Auth',
  'x_session_id',
])('%s is', (name) => {
  expect(isSecretHeader(name)).toBe(true)
})

it.each([
  'Content-Type',
  'webhook-id',
  'webhook-signature',
  'Idempotency-Key',
  'X-Author',
  'WWW-Authenticate',
])('%s is not', (name) => {
  expect(isSecretHeader(name)).toBe(false)
})

it('keeps order, case and what is no secret', () => {
  const headers: [string, string][] = [
    ['X-Shop', '7'],
    ['AUTHORIZATION', 'Bearer 9'],
  ]
  expect(withoutSecretValues(headers)).toEqual([
    ['X-Shop', '7'],
    ['AUTHORIZATION', '***'],
  ])
})
