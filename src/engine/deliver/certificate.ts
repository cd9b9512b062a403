/** What a server showed to prove who it is. */
import { X509Certificate } from 'node:crypto'
import type { TLSSocket } from 'node:tls'
import type { CertificateSummary } from '../../shared/model.ts'

/** Null when it showed none. */
export function certificateOf(socket: TLSSocket): CertificateSummary | null {
  // Not `getPeerX509Certificate`: it answers only once.
  const peer = socket.getPeerCertificate()
  if (!peer.raw) return null
  const certificate = new X509Certificate(peer.raw)
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    validFrom: isoDate(certificate.validFrom),
    validTo: isoDate(certificate.validTo),
    fingerprint256: certificate.fingerprint256,
    authorized: socket.authorized,
  }
}

/** Why it is not trusted, as Node would have thrown it. */
export function verificationError(socket: TLSSocket): Error {
  const { authorizationError } = socket
  const code: unknown =
    authorizationError instanceof Error ? Reflect.get(authorizationError, 'code') : authorizationError
  return Object.assign(new Error(`The certificate is not trusted (${String(code)}).`), {
    code: String(code),
    cert: socket.getPeerCertificate(),
  })
}

/** `CN=a\nO=b` -> `CN=a, O=b`; a certificate may have no subject. */
function oneLine(name: string | undefined): string {
  return (name ?? '').replaceAll('\n', ', ')
}

/** From OpenSSL's `Jan  1 00:00:00 2020 GMT`; as it is where a date has no such form. */
function isoDate(text: string): string {
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? text : new Date(ms).toISOString()
}
