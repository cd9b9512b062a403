import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { bundledAuthorities } from '../../../src/engine/deliver/authorities.ts'
import { startReceiver, testAuthority, tlsFile } from '../../support/receiver.ts'
import { tempDir } from '../../support/temp-dir.ts'

/** Node asks the system once in its life, so this needs a process of its own: as where the authority is installed. */
async function sendWhereInstalled(url: string, system: boolean): Promise<string> {
  const script = `
    import { createSender } from './src/engine/deliver/create-sender.ts'
    import { systemClock } from './src/engine/clock.ts'
    const sender = createSender({ clock: systemClock, systemCertificates: () => ${system} })
    const request = { url: '${url}', method: 'POST', headers: [], body: Buffer.from('{}'), timeoutMs: 10000, connectTimeoutMs: 5000 }
    const { statusCode, errorCode } = await sender.send(request).done
    await sender.close()
    process.stdout.write(String(statusCode ?? errorCode))`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: new URL('../../..', import.meta.url),
    env: { ...process.env, SSL_CERT_FILE: tlsFile('authority.pem'), SSL_CERT_DIR: '/nowhere' },
  })
  return stdout
}

it.skipIf(process.platform !== 'linux')(
  'what the system trusts is trusted where that is wished',
  async () => {
    const receiver = await startReceiver({ certificate: 'trusted' })
    expect(await sendWhereInstalled(receiver.url, true)).toBe('200')
    expect(await sendWhereInstalled(receiver.url, false)).toBe('tls_untrusted')
  },
)

it('where Node cannot ask the system, the file that SSL_CERT_FILE names is read', () => {
  const path = join(tempDir(), 'bundle.crt')
  writeFileSync(path, `# two\n${testAuthority()}\n${testAuthority()}`)
  expect(bundledAuthorities({ SSL_CERT_FILE: path })).toHaveLength(2)
})

it('where there is no such file, there are no authorities', () => {
  expect(bundledAuthorities({ SSL_CERT_FILE: '/nowhere/bundle.crt' })).toEqual([])
})
