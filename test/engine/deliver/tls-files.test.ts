import { copyFileSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { TlsOptions } from '../../../src/shared/model.ts'
import { startReceiver, tlsFile } from '../../support/receiver.ts'
import { tempDir } from '../../support/temp-dir.ts'
import { testSender, trusting } from './sending.ts'

function fileWith(text: string): string {
  const path = join(tempDir(), 'file.pem')
  writeFileSync(path, text)
  return path
}

const read = (name: string): string => readFileSync(tlsFile(name), 'utf8')

it.each<[string, () => Partial<TlsOptions>, string]>([
  ['a file that is not there', () => ({ caFile: '/nowhere/ca.pem' }), 'There is no file /nowhere/ca.pem.'],
  ['a folder', () => ({ caFile: '/tmp' }), 'The file /tmp is not a file.'],
  ['an authority that is none', () => ({ caFile: fileWith('hello') }), 'holds no certificate'],
  [
    'an authority that is broken',
    () => ({ caFile: fileWith(read('authority.pem').replace('MII', 'XXX')) }),
    'holds a certificate that cannot be read',
  ],
  [
    'a certificate without a key',
    () => ({ certFile: tlsFile('client.pem') }),
    'holds no private key. Name the file of the key too',
  ],
  [
    'a key without a certificate',
    () => ({ keyFile: tlsFile('client.key.pem') }),
    'is a key without a certificate',
  ],
  [
    'a key that is a certificate',
    () => ({ certFile: tlsFile('client.pem'), keyFile: tlsFile('client.pem') }),
    'client.pem holds no private key.',
  ],
  [
    'a key that is broken',
    () => ({
      certFile: tlsFile('client.pem'),
      keyFile: fileWith('-----BEGIN PRIVATE KEY-----\nabcd\n-----END PRIVATE KEY-----\n'),
    }),
    'holds a private key that cannot be read',
  ],
  [
    'a key with a password',
    () => ({ certFile: tlsFile('client.pem'), keyFile: tlsFile('client.encrypted.key.pem') }),
    'client.encrypted.key.pem is protected by a password',
  ],
  [
    "another certificate's key",
    () => ({ certFile: tlsFile('client.pem'), keyFile: tlsFile('trusted.key.pem') }),
    'is not the key of the certificate',
  ],
  ['a file of many megabytes', () => ({ caFile: fileWith('a'.repeat(5_000_000)) }), 'is too large'],
])('%s: tls_files, with the file, and no connection', async (_what, options, sentence) => {
  const receiver = await startReceiver({ certificate: 'trusted' })
  const { clock, send } = testSender()
  const attempt = await send(receiver.url, { transport: trusting({}, options()) })
  expect(attempt).toMatchObject({
    statusCode: null,
    errorCode: 'tls_files',
    requestHead: '',
    remoteAddress: null,
  })
  expect(attempt.errorMessage).toContain(sentence)
  expect(attempt.errorMessage).toMatch(/\.$/)
  expect(clock.armed()).toBe(0)
  expect(receiver.accepted).toBe(0)
})

it('certificate and key may be in one file', async () => {
  const receiver = await startReceiver({
    certificate: 'trusted',
    tls: { requestCert: true, ca: read('authority.pem') },
  })
  const certFile = fileWith(read('client.pem') + read('client.key.pem'))
  const attempt = await testSender().send(receiver.url, { transport: trusting({}, { certFile }) })
  expect(attempt).toMatchObject({ statusCode: 200 })
})

it('a file that has changed is read again for the next connection', async () => {
  const receiver = await startReceiver({ certificate: 'trusted' })
  const caFile = join(tempDir(), 'ca.pem')
  copyFileSync(tlsFile('self-signed.pem'), caFile)
  const { send } = testSender()
  const transport = trusting({}, { caFile })
  expect(await send(receiver.url, { transport })).toMatchObject({ errorCode: 'tls_untrusted' })
  const { mtimeMs } = statSync(caFile)
  copyFileSync(tlsFile('authority.pem'), caFile)
  // Files are copied within the clock's resolution here.
  utimesSync(caFile, new Date(), new Date(mtimeMs + 1_000))
  expect(await send(receiver.url, { transport })).toMatchObject({ statusCode: 200 })
})

it('files of an endpoint do not matter over plain http', async () => {
  const receiver = await startReceiver()
  const attempt = await testSender().send(receiver.url, { transport: trusting({}, { caFile: '/nowhere' }) })
  expect(attempt).toMatchObject({ statusCode: 200, errorCode: null })
})
