/**
 * The built window as responses, for the browser host and for Electron's `app://` scheme alike: only files inside the
 * folder, each with its type, and a Content-Security-Policy whose style nonce is new for every page.
 */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join, relative, resolve, sep } from 'node:path'

export interface WindowFile {
  status: 200 | 404
  headers: Record<string, string>
  body: Buffer<ArrayBuffer>
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
}

const nonceMark = '__CSP_NONCE__'

/** `connect`: what the page may connect to besides its own origin. A path that leads outside of the folder is not found. */
export async function windowFile(
  folder: string,
  pathname: string,
  options: { connect?: string[] } = {},
): Promise<WindowFile> {
  const file = fileWithin(folder, pathname)
  const type = file ? types[extname(file)] : undefined
  const bytes = file && type ? await readOrNull(file) : null
  if (!bytes || !type)
    return {
      status: 404,
      headers: { ...always, 'content-type': 'text/plain' },
      body: Buffer.from('Not found\n'),
    }
  if (!type.startsWith('text/html'))
    return { status: 200, headers: { ...always, 'content-type': type }, body: bytes }
  const nonce = randomBytes(16).toString('base64')
  return {
    status: 200,
    headers: {
      ...always,
      'content-type': type,
      'content-security-policy': policy(nonce, options.connect ?? []),
    },
    body: Buffer.from(bytes.toString('utf8').replaceAll(nonceMark, nonce)),
  }
}

const always = {
  'cache-control': 'no-cache',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** OWASP's strict policy for an application without foreign resources; trusted types as the last net against injection. */
function policy(nonce: string, connect: string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    ["connect-src 'self'", ...connect].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')
}

function fileWithin(folder: string, pathname: string): string | null {
  const path = decoded(pathname === '/' ? '/index.html' : pathname)
  if (path === null || path.includes('\0')) return null
  const file = resolve(join(folder, path))
  const inside = relative(resolve(folder), file)
  return inside === '..' || inside.startsWith(`..${sep}`) || inside === '' ? null : file
}

function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return null
  }
}

async function readOrNull(file: string): Promise<Buffer<ArrayBuffer> | null> {
  try {
    return await readFile(file)
  } catch {
    return null
  }
}
