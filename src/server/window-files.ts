/**
 * The built window as answers: which file a path means, its type, and the Content-Security-Policy it goes out with. The
 * browser host and Electron's `app://` scheme both give out what this answers. Nothing outside the folder is ever read.
 */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, isAbsolute, join, relative, sep } from 'node:path'

export interface WindowFile {
  status: 200 | 404
  headers: Record<string, string>
  body: Buffer
}

export interface WindowFileOptions {
  /** Where the page may connect to besides its own origin, such as `ws://127.0.0.1:4000`. */
  connect?: string[]
}

/** What a build of the window consists of; anything else is not given out. */
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

/** Stands in `index.html`; the window's script reads the nonce from there for the style elements that it makes. */
const noncePlaceholder = '__CSP_NONCE__'

/** `pathname` as in the request, percent-encoded. Never rejects: what cannot be given out is a 404. */
export async function windowFile(
  windowDir: string,
  pathname: string,
  { connect = [] }: WindowFileOptions = {},
): Promise<WindowFile> {
  const path = pathInside(windowDir, pathname === '/' ? '/index.html' : pathname)
  const type = path === null ? undefined : contentTypes[extname(path)]
  const content = path === null || type === undefined ? null : await contentOf(path)
  if (path === null || type === undefined || content === null) return notFound
  const nonce = randomBytes(16).toString('base64')
  const isPage = extname(path) === '.html'
  return {
    status: 200,
    headers: {
      ...safeHeaders,
      'content-type': type,
      'content-security-policy': contentSecurityPolicy(nonce, connect),
      // Names of built assets carry a hash of their content; a page carries a nonce that is good once.
      'cache-control': pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store',
    },
    body: isPage ? Buffer.from(content.toString('utf8').replaceAll(noncePlaceholder, nonce)) : content,
  }
}

const safeHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

function contentSecurityPolicy(nonce: string, connect: string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${["'self'", ...connect].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')
}

/** Null for what leads out of the folder, in whatever spelling. */
function pathInside(folder: string, pathname: string): string | null {
  const decoded = decode(pathname)
  if (decoded === null || decoded.includes('\0')) return null
  const path = join(folder, decoded)
  const inside = relative(folder, path)
  const escapes = inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)
  return escapes || inside === '' ? null : path
}

function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return null
  }
}

async function contentOf(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path)
  } catch {
    return null // Not there, a folder, or not readable: to whoever asks it is all the same.
  }
}

const notFound: WindowFile = {
  status: 404,
  headers: { ...safeHeaders, 'content-type': 'text/plain; charset=utf-8' },
  body: Buffer.from('Not found.\n'),
}
