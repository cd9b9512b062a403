/** One request of a Postman collection, with its variables filled in. Throws `UnknownVariable`. */
import type { HeaderList } from '../../shared/model.ts'
import type { PostmanAuth, PostmanBody, PostmanRequest, PostmanUrl } from './postman-schema.ts'
import { fillIn, type Scope, withVariables } from './postman-variables.ts'
import type { FileRequest } from './request-item.ts'

type Made = Omit<FileRequest, 'createdAt' | 'name'>
type Problem = { problem: string }
type Around = { scope: Scope; auth: PostmanAuth | null }

export function fileRequestOf(request: PostmanRequest, { scope, auth }: Around): Made | Problem {
  const fill = (text: string): string => fillIn(text, scope)
  const signIn = authHeaders(request.auth ?? auth, fill)
  if ('problem' in signIn) return signIn
  const body =
    request.body && !request.body.disabled ? bodyOf(request.body, fill) : { body: '', contentType: null }
  if ('problem' in body) return body
  const own = headersOf(request.header ?? [], fill)
  const set = new Set(own.map(([name]) => name.toLowerCase()))
  return {
    url: urlOf(request.url, scope),
    method: fill(request.method || 'GET'),
    headers: [...own, ...signIn.headers.filter(([name]) => !set.has(name.toLowerCase()))],
    ...body,
  }
}

type Fill = (text: string) => string

function urlOf(url: PostmanUrl, scope: Scope): string {
  if (typeof url === 'string') return withScheme(fillIn(url, scope))
  const path = withVariables(scope, url.variable ?? [])
  const [address = '', ...query] = (url.raw ?? assembled(url)).split('?')
  // `:id` is a part of the path as a whole, never of the port.
  const filled = address.replaceAll(/\/:([^/?#]+)/g, (all, name: string) =>
    url.variable?.some(({ key, id }) => (key ?? id) === name)
      ? `/${encodeURIComponent(fillIn(path.get(name) ?? '', path))}`
      : all,
  )
  return withScheme(fillIn([filled, ...query].join('?'), scope))
}

/** Postman takes an address without its scheme for http. */
function withScheme(url: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `http://${url}`
}

function assembled(url: Exclude<PostmanUrl, string>): string {
  const parts = (list: typeof url.host, by: string): string =>
    typeof list === 'string'
      ? list
      : (list ?? []).map((part) => (typeof part === 'string' ? part : part.value)).join(by)
  const query = enabled(url.query ?? []).map(({ name, value }) => `${name}=${value}`)
  const path = parts(url.path, '/').replace(/^\/?/, '/')
  return `${url.protocol ?? 'http'}://${parts(url.host, '.')}${url.port ? `:${url.port}` : ''}${path}${query.length > 0 ? `?${query.join('&')}` : ''}`
}

type Pair = { key?: string | null | undefined; value?: unknown; disabled?: boolean | null | undefined }

function enabled(pairs: readonly Pair[]): { name: string; value: string }[] {
  return pairs
    .filter(({ key, disabled }) => !disabled && key)
    .map(({ key, value }) => ({ name: key ?? '', value: typeof value === 'string' ? value : '' }))
}

function headersOf(header: NonNullable<PostmanRequest['header']>, fill: Fill): HeaderList {
  const list = typeof header === 'string' ? header.split(/\r?\n/) : header
  const pairs = list.map((each): Pair => {
    if (typeof each !== 'string') return each
    const colon = each.indexOf(':')
    return colon < 0 ? {} : { key: each.slice(0, colon).trim(), value: each.slice(colon + 1).trim() }
  })
  return enabled(pairs).map(({ name, value }) => [fill(name), fill(value)])
}

/** What Postman sends where no header says it. */
const contentTypes: Readonly<Record<string, string>> = {
  json: 'application/json',
  xml: 'application/xml',
  html: 'text/html',
  javascript: 'application/javascript',
}

function bodyOf(body: PostmanBody, fill: Fill): Pick<Made, 'body' | 'contentType'> | Problem {
  switch (body.mode ?? 'raw') {
    case 'raw':
      return {
        body: fill(body.raw ?? ''),
        contentType: body.raw ? (contentTypes[body.options?.raw?.language ?? ''] ?? 'text/plain') : null,
      }
    case 'urlencoded': {
      const pairs = enabled(body.urlencoded ?? []).map(({ name, value }) => [fill(name), fill(value)])
      return { body: new URLSearchParams(pairs).toString(), contentType: 'application/x-www-form-urlencoded' }
    }
    default:
      return {
        problem: `A body of the kind ${String(body.mode)} has no place in a delivery. Make it a raw one.`,
      }
  }
}

function authHeaders(auth: PostmanAuth | null, fill: Fill): { headers: HeaderList } | Problem {
  if (!auth || auth.type === 'noauth') return { headers: [] }
  const valueOf = (name: string): string => fill(authValue(auth[auth.type], name))
  if (auth.type === 'bearer') return { headers: [['Authorization', `Bearer ${valueOf('token')}`]] }
  if (auth.type === 'basic') {
    const pair = Buffer.from(`${valueOf('username')}:${valueOf('password')}`).toString('base64')
    return { headers: [['Authorization', `Basic ${pair}`]] }
  }
  if (auth.type === 'apikey' && valueOf('in') !== 'query')
    return { headers: [[valueOf('key'), valueOf('value')]] }
  const message = `Its authorization (${auth.type.slice(0, 40)}) is made by Postman. Put the header that it makes into the request.`
  return { problem: message }
}

function authValue(values: unknown, name: string): string {
  if (typeof values !== 'object' || values === null) return ''
  const value: unknown = Array.isArray(values)
    ? values.find((each: { key?: unknown } | null) => each?.key === name)?.value
    : Object.entries(values).find(([key]) => key === name)?.[1]
  return typeof value === 'string' ? value : ''
}
