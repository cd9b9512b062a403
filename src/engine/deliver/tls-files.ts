/**
 * The PEM files of an endpoint's TLS options: authorities, client certificate and key. Read when a connection needs
 * them, again when they have changed, and checked here, because TLS takes broken ones without a word or with riddles.
 * Read synchronously: they are small, local and seldom read, and anything but a plain small file is refused.
 */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import type { TlsOptions } from '../../shared/model.ts'
import { ExplainedError } from './failure.ts'

/** Larger than the list of all public authorities. */
const largestFileBytes = 4 * 1024 * 1024

export interface TlsFiles {
  /** One PEM block each. */
  authorities: string[]
  certificate: string | null
  key: string | null
}

/** Changes when one of the files does. */
export function tlsFilesVersion({ caFile, certFile, keyFile }: TlsOptions): string {
  return [caFile, certFile, keyFile].map((path) => (path === null ? '' : fileVersion(path))).join(' ')
}

/** Throws an `ExplainedError` with code `tls_files` that names the file. */
export function readTlsFiles({ caFile, certFile, keyFile }: TlsOptions): TlsFiles {
  const authorities = caFile === null ? [] : certificatesIn(caFile)
  if (certFile === null) {
    if (keyFile !== null) throw broken(keyFile, 'is a key without a certificate. Name the certificate too')
    return { authorities, certificate: null, key: null }
  }
  const [own] = certificatesIn(certFile)
  const key = keyIn(keyFile ?? certFile, keyFile === null)
  if (own && !new X509Certificate(own).checkPrivateKey(key)) {
    throw broken(keyFile ?? certFile, `is not the key of the certificate ${certFile}`)
  }
  return { authorities, certificate: readText(certFile), key: readText(keyFile ?? certFile) }
}

function fileVersion(path: string): string {
  const { mtimeMs, size, ino } = stat(path)
  return `${mtimeMs}-${size}-${ino}`
}

function stat(path: string): { mtimeMs: number; size: number; ino: number } {
  try {
    const found = statSync(path)
    if (!found.isFile()) throw broken(path, 'is not a file')
    if (found.size > largestFileBytes) throw broken(path, 'is too large for a PEM file')
    return found
  } catch (error) {
    throw unreadable(path, error)
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch (error) {
    throw unreadable(path, error)
  }
}

function certificatesIn(path: string): string[] {
  const blocks = pemCertificates(readText(path))
  if (blocks.length === 0)
    throw broken(path, 'holds no certificate. A PEM file has lines with BEGIN CERTIFICATE')
  for (const block of blocks) {
    try {
      void new X509Certificate(block)
    } catch {
      throw broken(path, 'holds a certificate that cannot be read')
    }
  }
  return blocks
}

export function pemCertificates(text: string): string[] {
  return text.match(/-----BEGIN (?:X509 )?CERTIFICATE-----[^]*?-----END (?:X509 )?CERTIFICATE-----/g) ?? []
}

function keyIn(path: string, beside: boolean): KeyObject {
  const text = readText(path)
  if (/BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: 4,ENCRYPTED/.test(text)) {
    throw broken(
      path,
      'is protected by a password. Save the key without one: openssl pkey -in KEY -out PLAIN-KEY',
    )
  }
  if (!/PRIVATE KEY/.test(text)) {
    throw broken(path, beside ? 'holds no private key. Name the file of the key too' : 'holds no private key')
  }
  try {
    return createPrivateKey(text)
  } catch {
    throw broken(path, 'holds a private key that cannot be read')
  }
}

function broken(path: string, what: string): ExplainedError {
  return new ExplainedError('tls_files', `The file ${path} ${what}.`)
}

function unreadable(path: string, error: unknown): ExplainedError {
  if (error instanceof ExplainedError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  if (code === 'ENOENT')
    return new ExplainedError(
      'tls_files',
      `There is no file ${path}. Check the TLS settings of the endpoint.`,
    )
  return new ExplainedError('tls_files', `The file ${path} cannot be read (${code}). Check its permissions.`)
}
