import { expect, it } from 'vitest'
import { startReceiver } from '../../support/receiver.ts'
import { installAuthority, testSender } from './sending.ts'

it('a certificate that this machine trusts: sends, and tells the TLS protocol and time', async () => {
  installAuthority()
  const receiver = await startReceiver({ certificate: 'trusted' })
  const attempt = await testSender().send(receiver.url)
  expect(attempt).toMatchObject({ statusCode: 200, errorCode: null, tlsProtocol: 'TLSv1.3' })
  expect(attempt.timings.tlsMs).toBeGreaterThan(0)
  expect(attempt.timings.connectMs).toBeGreaterThan(0)
})

it('whom the certificate must name follows from the URL, not from the Host header', async () => {
  installAuthority()
  const receiver = await startReceiver({ certificate: 'trusted' })
  const url = receiver.url.replace('127.0.0.1', 'localhost')
  expect(await testSender().send(url, { headers: [['Host', 'receiver.example']] })).toMatchObject({
    statusCode: 200,
  })
  expect(receiver.requests[0]?.headers['host']).toBe('receiver.example')
})

it('self-signed: tls_untrusted', async () => {
  const receiver = await startReceiver({ certificate: 'self-signed' })
  const attempt = await testSender().send(receiver.url)
  expect(attempt).toMatchObject({ statusCode: null, errorCode: 'tls_untrusted', requestHead: '' })
  expect(attempt.errorMessage).toContain(`The certificate of 127.0.0.1:${receiver.port} is self-signed`)
  expect(receiver.requests).toHaveLength(0)
})

it('an authority that this machine does not know: tls_untrusted', async () => {
  const receiver = await startReceiver({ certificate: 'trusted' })
  const attempt = await testSender().send(receiver.url)
  expect(attempt.errorCode).toBe('tls_untrusted')
  expect(attempt.errorMessage).toContain('comes from an unknown authority')
})

it('expired: tls_expired', async () => {
  installAuthority()
  const receiver = await startReceiver({ certificate: 'expired' })
  const attempt = await testSender().send(receiver.url)
  expect(attempt.errorCode).toBe('tls_expired')
  expect(attempt.errorMessage).toContain('has expired')
})

it('made out to another host: tls_hostname, with the names that it has', async () => {
  installAuthority()
  const receiver = await startReceiver({ certificate: 'other-host' })
  const attempt = await testSender().send(receiver.url)
  expect(attempt.errorCode).toBe('tls_hostname')
  expect(attempt.errorMessage).toContain('is not made out to 127.0.0.1 but to receiver.example.')
})
