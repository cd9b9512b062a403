/** The authorities that a connection may trust: Node's own list, and what the operating system trusts besides. */
import { readFileSync } from 'node:fs'
import * as tls from 'node:tls'
import { pemCertificates } from './tls-files.ts'

/** Where Linux distributions keep them all in one file; Go's crypto/x509 looks in the same places. */
const bundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
]

/** Node's list, with `NODE_EXTRA_CA_CERTS` where Node tells them. */
export function builtInAuthorities(): readonly string[] {
  return canAsk() ? tls.getCACertificates('default') : tls.rootCertificates
}

/** Empty where the system's cannot be had: before Node 22.15 only Linux keeps them in a file. */
export function systemAuthorities(): readonly string[] {
  if (canAsk()) return tls.getCACertificates('system')
  return process.platform === 'linux' ? bundledAuthorities(process.env) : []
}

/** The first file that can be read; OpenSSL's own variable names one too. */
export function bundledAuthorities(env: Readonly<Record<string, string | undefined>>): string[] {
  for (const path of env['SSL_CERT_FILE'] ? [env['SSL_CERT_FILE']] : bundles) {
    try {
      return pemCertificates(readFileSync(path, 'latin1'))
    } catch {
      // The next one.
    }
  }
  return []
}

/** Node 22.15 and 23.10 added it. */
function canAsk(): boolean {
  return 'getCACertificates' in tls && typeof tls.getCACertificates === 'function'
}
