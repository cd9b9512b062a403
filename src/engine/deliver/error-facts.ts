/** What can be read off an error of Node or undici. Their shapes differ and some of them lie; nothing else knows how. */
import { isIP } from 'node:net'

/** Of the errors of several addresses, the one that says most: a refusal is an answer, a timeout hardly one. */
export function tellingError(thrown: unknown): unknown {
  if (!(thrown instanceof AggregateError)) return thrown
  const errors: unknown[] = thrown.errors
  const byCode = (code: string): unknown => errors.find((error) => codeOf(error) === code)
  return byCode('ECONNREFUSED') ?? byCode('ETIMEDOUT') ?? errors[0] ?? thrown
}

/** Empty where there is none. */
export function codeOf(error: unknown): string {
  return text(error, 'code') ?? ''
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** ` (tried ::1 and 127.0.0.1)` for a name; empty where the URL names the address itself. */
export function triedAddresses(thrown: unknown, host: string): string {
  if (isIP(host) || host.startsWith('[')) return ''
  const errors: unknown[] = thrown instanceof AggregateError ? thrown.errors : [thrown]
  const addresses = errors
    .map((error) => text(error, 'address'))
    .filter((address) => address && isIP(address))
  return addresses.length > 0 ? ` (tried ${addresses.join(' and ')})` : ''
}

/** ` but to receiver.example`: a certificate may have hundreds of names, so the list is cut. */
export function certifiedNames(error: unknown): string {
  const names = text(property(error, 'cert'), 'subjectaltname')?.replaceAll(/DNS:|IP Address:/g, '')
  if (!names) return ''
  return ` but to ${names.length > 200 ? `${names.slice(0, 200)}…` : names}`
}

/** `wrong version number`, out of OpenSSL's line with file names and addresses. */
export function opensslReason(error: unknown): string {
  return text(error, 'reason') ?? codeOf(error)
}

/**
 * `Invalid EOF state`: what undici's HTTP parser objects to; null for other errors. Its errors have no code, as undici
 * looks the number up in a table of names.
 */
export function parserComplaint(error: unknown): string | null {
  if (text(error, 'name') !== 'HTTPParserError') return null
  const message = messageOf(error)
  return /\((.*)\)$/.exec(message)?.[1] ?? message
}

function text(value: unknown, name: string): string | null {
  const found = property(value, name)
  return typeof found === 'string' ? found : null
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
