/**
 * What a plain request gets: a file of the window, or the `Result` of `POST /api/commands/<name>`. `visitors.ts` decides
 * first; files hold no secret and need no token, all else does, and no body is read before it was shown. `/api/transfers`
 * takes and gives files.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { type Failure, Refusal } from '../shared/result.ts'
import type { Pending } from './pending.ts'
import { readJson } from './read-json.ts'
import { giveFailure, giveResult, methodRefused, notFound, upgradeRequired } from './responses.ts'
import { type Transfers, transfersPath } from './transfers.ts'
import type { Visitors } from './visitors.ts'
import { windowFile } from './window-files.ts'

export const feedPath = '/api/feed'
const commandsPath = '/api/commands/'

export interface RoutesOptions {
  visitors: Visitors
  pending: Pending
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
      giveFailure(response, failureOf(error))
    })
  }
}

/** Without the query, which nothing here reads. A target that is no path is none that is served. */
export function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? ''
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: RoutesOptions,
): Promise<void> {
  const { visitors } = options
  const pathname = pathOf(request)
  const isApi = pathname.startsWith('/api/')
  const transfers = pathname.startsWith(transfersPath) ? options.transfers : null
  const needsToken = isApi && !transfers?.admits(request)
  const refusal = visitors.foreign(request) ?? (needsToken ? visitors.unauthorized(request) : null)
  if (refusal) giveFailure(response, refusal)
  else if (transfers) await transfers.answer(request, response)
  else if (isApi) await giveCommand(request, response, options)
  else await giveFile(request, response, options)
}

async function giveCommand(
  request: IncomingMessage,
  response: ServerResponse,
  { pending }: RoutesOptions,
): Promise<void> {
  const pathname = pathOf(request)
  if (pathname === feedPath) return giveFailure(response, upgradeRequired)
  if (!pathname.startsWith(commandsPath)) return giveFailure(response, notFound)
  if (request.method !== 'POST') return giveFailure(response, methodRefused('POST'))
  const input = await readJson(request)
  giveResult(response, await pending.invoke(pathname.slice(commandsPath.length), input))
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
