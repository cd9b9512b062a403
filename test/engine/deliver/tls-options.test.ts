import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { TLSSocket } from 'node:tls'
import { expect, it } from 'vitest'
import { startReceiver, tlsFile } from '../../support/receiver.ts'
import { testSender, trusting } from './sending.ts'

const http1 = { http2: false }

it('an authority of the endpoint is trusted, besides those of this machine', async () => {
  const receiver = await startReceiver({ certificate: 'trusted' })
  expect(await testSender().send(receiver.url, { transport: trusting() })).toMatchObject({
    statusCode: 200,
    certificate: { subject: 'CN=trusted', issuer: 'CN=authority', authorized: true },
  })
})

it('the summary of a certificate has its names, its days and its fingerprint', async () => {
  const receiver = await startReceiver({ certificate: 'trusted' })
  const { certificate } = await testSender().send(receiver.url, { transport: trusting() })
  const { fingerprint256 } = new X509Certificate(readFileSync(tlsFile('trusted.pem')))
  expect(certificate).toEqual({
    subject: 'CN=trusted',
    issuer: 'CN=authority',
    validFrom: '2020-01-01T00:00:00.000Z',
    validTo: '2120-01-01T00:00:00.000Z',
    fingerprint256,
    authorized: true,
  })
})

it.each([
  ['self-signed', 'CN=self-signed'],
  ['expired', 'CN=expired'],
  ['other-host', 'CN=other-host'],
] as const)('a certificate that is not trusted (%s) is shown all the same', async (name, subject) => {
  const receiver = await startReceiver({ certificate: name })
  const attempt = await testSender().send(receiver.url, { transport: trusting() })
  expect(attempt).toMatchObject({
    statusCode: null,
    certificate: { subject, authorized: false },
    remoteAddress: `127.0.0.1:${receiver.port}`,
    tlsProtocol: 'TLSv1.3',
  })
  expect(attempt.errorCode).toMatch(/^tls_/)
  expect(receiver.requests).toHaveLength(0)
})

it.each(['self-signed', 'expired', 'other-host'] as const)(
  'without verification %s is taken, and the summary tells the truth',
  async (name) => {
    const receiver = await startReceiver({ certificate: name })
    const attempt = await testSender().send(receiver.url, { transport: trusting({}, { verify: false }) })
    expect(attempt).toMatchObject({ statusCode: 200, errorCode: null, certificate: { authorized: false } })
  },
)

it('without verification a good certificate is still a good one', async () => {
  const receiver = await startReceiver({ certificate: 'trusted' })
  const attempt = await testSender().send(receiver.url, { transport: trusting({}, { verify: false }) })
  expect(attempt.certificate?.authorized).toBe(true)
})

it('plain http has no certificate', async () => {
  const receiver = await startReceiver()
  expect((await testSender().send(receiver.url)).certificate).toBeNull()
})

const own = { certFile: tlsFile('client.pem'), keyFile: tlsFile('client.key.pem') }
const demanding = { requestCert: true, ca: readFileSync(tlsFile('authority.pem')) }

it('a client certificate is shown to a server that demands one', async () => {
  const receiver = await startReceiver({ certificate: 'trusted', tls: demanding })
  const { send } = testSender()
  expect(await send(receiver.url, { transport: trusting(http1, own) })).toMatchObject({ statusCode: 200 })
})

it.each([
  ['TLSv1.3', 'tls_client_certificate', 'demands a client certificate.'],
  // It has no alert for this, only one for any failure.
  ['TLSv1.2', 'protocol', 'It may demand a client certificate'],
] as const)(
  'a server that demands a client certificate (%s): %s',
  async (maxVersion, errorCode, sentence) => {
    const receiver = await startReceiver({ certificate: 'trusted', tls: { ...demanding, maxVersion } })
    const attempt = await testSender().send(receiver.url, { transport: trusting(http1) })
    expect(attempt).toMatchObject({ statusCode: null, errorCode })
    expect(attempt.errorMessage).toContain(sentence)
    expect(receiver.requests).toHaveLength(0)
  },
)

it('a server that closes the connection for want of a good client certificate: reset, and the sentence hints at it', async () => {
  const receiver = await startReceiver({ certificate: 'trusted', tls: demanding })
  const tls = { certFile: tlsFile('self-signed.pem'), keyFile: tlsFile('self-signed.key.pem') }
  const attempt = await testSender().send(receiver.url, { transport: trusting(http1, tls) })
  expect(attempt).toMatchObject({ statusCode: null, errorCode: 'reset' })
  expect(attempt.errorMessage).toContain('client certificate')
})

it('connections are not shared between different TLS options', async () => {
  const names: unknown[] = []
  const receiver = await startReceiver({
    certificate: 'trusted',
    tls: { ...demanding, rejectUnauthorized: false },
    onRequest(request) {
      names.push((request.socket as TLSSocket).getPeerCertificate().subject?.CN)
    },
  })
  const { send } = testSender()
  for (const transport of [
    trusting({}, own),
    trusting(),
    trusting({}, own),
    trusting({}, { verify: false }),
  ]) {
    expect(await send(receiver.url, { transport })).toMatchObject({ statusCode: 200 })
  }
  expect(names).toEqual(['client', undefined, 'client', undefined])
  expect(receiver.accepted).toBe(3)
})

it('a server that speaks only TLS 1.1: protocol, and the sentence says what is wrong', async () => {
  const receiver = await startReceiver({
    certificate: 'trusted',
    tls: { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
  })
  const attempt = await testSender().send(receiver.url, { transport: trusting() })
  expect(attempt).toMatchObject({ statusCode: null, errorCode: 'protocol', certificate: null })
  expect(attempt.errorMessage).toContain('offers only 1.0 or 1.1')
})
