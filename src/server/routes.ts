/**
 * What a plain request gets: a file of the window, the `Result` of `POST /api/commands/<name>`, or what `local-api.ts` has;
 * `/api/transfers` takes and gives files. `visitors.ts` decides first; files of the window hold no secret and need no token, all
 * else does, and no body is read before it was shown.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { type Failure, Refusal } from '../shared/result.ts'
import { isLocalApi, type LocalApi } from './local-api.ts'
import type { Pending } from './pending.ts'
import { giveProblem, refuse } from './problems.ts'
import type { RateLimit } from './rate-limit.ts'
import { readJson } from './read-json.ts'
import {
  giveFailure,
  giveResult,
  methodRefused,
  notFound,
  rateLimited,
  upgradeRequired,
} from './responses.ts'
import { type Transfers, transfersPath } from './transfers.ts'
import type { Visitors } from './visitors.ts'
import { windowFile } from './window-files.ts'

export const feedPath = '/api/feed'
const commandsPath = '/api/commands/'

export interface RoutesOptions {
  visitors: Visitors
  pending: Pending
  localApi: LocalApi
  /** For requests that have shown the token; files are free. */
  rateLimit: RateLimit
  windowDir: string | undefined
  /** Where the page may open WebSockets to. */
  connect: string[]
  /** Null where no files are taken and given. */
  transfers: Transfers | null
}

export function createRoutes(options: RoutesOptions): RequestListener {
  return (request, response) => {
    answer(request, response, options).catch((error: unknown) => {
      // What is still coming of a refused body is let through unread, so that the answer arrives.
      request.resume()
      if (response.headersSent) response.destroy()
      else refuseAt(request, response, failureOf(error))
    })
  }
}

/** The local API's own addresses know problem details alone, commands both shapes, files a `Result`. */
function refuseAt(request: IncomingMessage, response: ServerResponse, failure: Failure): void {
  const path = pathOf(request)
  if (isLocalApi(path)) giveProblem(response, failure)
  else if (path.startsWith('/api/')) refuse(request, response, failure)
  else giveFailure(response, failure)
}

/** Without the query. A target that is no path is none that is served. */
export function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? ''
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: RoutesOptions,
): Promise<void> {
  const { visitors, rateLimit, localApi } = options
  const path = pathOf(request)
  const isApi = path.startsWith('/api/')
  const transfers = path.startsWith(transfersPath) ? options.transfers : null
  const needsToken = isApi && !transfers?.admits(request)
  const refusal = visitors.foreign(request) ?? (needsToken ? visitors.unauthorized(request) : null)
  if (refusal) return refuseAt(request, response, refusal)
  if (!isApi) return giveFile(request, response, options)
  const waitMs = rateLimit()
  if (waitMs > 0) return refuseAt(request, response, rateLimited(waitMs))
  if (transfers) return transfers.answer(request, response)
  if (!isLocalApi(path)) return giveCommand(request, response, options)
  await localApi.answer(request, response, new URL(request.url ?? '', `http://${request.headers.host}`))
}

async function giveCommand(
  request: IncomingMessage,
  response: ServerResponse,
  { pending }: RoutesOptions,
): Promise<void> {
  const pathname = pathOf(request)
  if (pathname === feedPath) return refuseAt(request, response, upgradeRequired)
  if (!pathname.startsWith(commandsPath)) return refuseAt(request, response, notFound)
  if (request.method !== 'POST') return refuseAt(request, response, methodRefused('POST'))
  const input = await readJson(request)
  const result = await pending.invoke(pathname.slice(commandsPath.length), input)
  if (result.ok) giveResult(response, result)
  else refuse(request, response, result.error)
}

async function giveFile(
  request: IncomingMessage,
  response: ServerResponse,
  { windowDir, connect }: RoutesOptions,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return giveFailure(response, methodRefused('GET, HEAD'))
  }
  if (windowDir === undefined) return giveFailure(response, notFound)
  const pathname = pathOf(request)
  const { status, headers, body } = await windowFile(windowDir, pathname, { connect })
  // Browsers ask for an icon unasked, and report a 404 as an error of the page.
  if (status === 404 && pathname === '/favicon.ico') response.writeHead(204).end()
  else response.writeHead(status, { ...headers, 'content-length': body.length }).end(body)
}

function failureOf(error: unknown): Failure {
  if (error instanceof Refusal) return error.toFailure()
  const reason = error instanceof Error ? error.message : String(error)
  return { code: 'internal', message: `The request could not be answered: ${reason}.` }
}
