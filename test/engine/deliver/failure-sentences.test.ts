import { expect, it } from 'vitest'
import { explainError } from '../../../src/engine/deliver/explain.ts'
import type { FailurePlace, Phase } from '../../../src/engine/deliver/failure.ts'
import { targetAt } from '../../../src/engine/deliver/target.ts'

/** Faults that cannot be made on every machine; those that can have tests of their own. */
const place = (phase: Phase): FailurePlace => ({
  target: targetAt(new URL('https://api.example.com/hooks')),
  proxy: null,
  phase,
  statusCode: null,
  responseBytes: 0,
})

function thrown(code: string, message = 'something'): Error {
  return Object.assign(new Error(message), { code })
}

it.each([
  { code: 'EAI_AGAIN', phase: 'connecting', errorCode: 'dns', says: 'the name server did not answer' },
  { code: 'EHOSTUNREACH', phase: 'connecting', errorCode: 'failed', says: '(EHOSTUNREACH)' },
  { code: 'ETIMEDOUT', phase: 'connecting', errorCode: 'timeout_connect', says: '(ETIMEDOUT)' },
  { code: 'ETIMEDOUT', phase: 'waiting', errorCode: 'reset', says: 'before it answered' },
  { code: 'EPIPE', phase: 'waiting', errorCode: 'reset', says: 'before it answered' },
  { code: 'CERT_NOT_YET_VALID', phase: 'securing', errorCode: 'tls_expired', says: 'not valid yet' },
  {
    code: 'SELF_SIGNED_CERT_IN_CHAIN',
    phase: 'securing',
    errorCode: 'tls_untrusted',
    says: 'unknown authority',
  },
  {
    code: 'ERR_SSL_UNSUPPORTED_PROTOCOL',
    phase: 'securing',
    errorCode: 'protocol',
    says: '(ERR_SSL_UNSUPPORTED_PROTOCOL)',
  },
  { code: 'EMFILE', phase: 'connecting', errorCode: 'failed', says: 'failed (EMFILE): something.' },
] as const)('$code while $phase is $errorCode', ({ code, phase, errorCode, says }) => {
  const failure = explainError(thrown(code), place(phase))
  expect(failure.errorCode).toBe(errorCode)
  expect(failure.errorMessage).toContain('api.example.com')
  expect(failure.errorMessage).toContain(says)
})

it('of several addresses, a refusal says more than a timeout', () => {
  const error = new AggregateError([
    Object.assign(thrown('ETIMEDOUT'), { address: '192.0.2.1' }),
    Object.assign(thrown('ECONNREFUSED'), { address: '2001:db8::1' }),
  ])
  expect(explainError(error, place('connecting'))).toMatchObject({
    errorCode: 'refused',
    errorMessage: expect.stringContaining('(tried 192.0.2.1 and 2001:db8::1)') as string,
  })
})

it.each([undefined, null, 'text', {}])('even %s thrown has a sentence', (value) => {
  const { errorCode, errorMessage } = explainError(value, place('waiting'))
  expect(errorCode).toBe('failed')
  expect(errorMessage).toMatch(/^Sending to api\.example\.com:443 failed \(no code\)/)
})

it.each([
  ['EACCES', 'This user may not connect to /run/app.sock (EACCES)'],
  ['EPROTOTYPE', '/run/app.sock is no socket that takes connections (EPROTOTYPE)'],
])('a unix socket with %s is refused', (code, sentence) => {
  const target = targetAt(new URL('http://localhost/'), '/run/app.sock')
  const failure = explainError(thrown(code), { ...place('connecting'), target })
  expect(failure.errorCode).toBe('refused')
  expect(failure.errorMessage).toContain(sentence)
})

it.each([
  'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
  'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
  'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
  'ERR_SSL_TLSV1_ALERT_ACCESS_DENIED',
])('the alert %s is about the client certificate', (code) => {
  const failure = explainError(thrown(code), place('waiting'))
  expect(failure.errorCode).toBe('tls_client_certificate')
  expect(failure.errorMessage).toContain('Give the endpoint one that the receiver knows.')
})
