/** A server on a free port before an engine written by hand, closed after the test, and the plain requests to it. */
import { request as httpRequest } from 'node:http'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { Clock } from '../../src/engine/clock.ts'
import type { EngineClient } from '../../src/engine/client.ts'
import { startServer, type RunningServer } from '../../src/server/start-server.ts'
import type { FeedBatch } from '../../src/shared/events.ts'
import type { Result } from '../../src/shared/result.ts'
import { defaultSettings } from '../../src/shared/settings.ts'
import { tempDir } from '../support/temp-dir.ts'

export interface HandEngine extends EngineClient {
  readonly asked: { name: unknown; input: unknown }[]
  publish(batch: FeedBatch): void
  /** Feed listeners; none is left when a server has closed. */
  readonly listeners: Set<(batch: FeedBatch) => void>
}

/** Answers every command with `{ name, input }`, `hang` never, `refuse.<code>` with a failure of that code. */
export function handEngine(): HandEngine {
  const asked: HandEngine['asked'] = []
  const listeners = new Set<(batch: FeedBatch) => void>()
  return {
    asked,
    listeners,
    invoke(name, input) {
      asked.push({ name, input })
      return name === 'hang' ? new Promise(() => {}) : Promise.resolve(answerTo(name, input))
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    publish(batch) {
      for (const listener of listeners) listener(batch)
    },
    stop: () => Promise.resolve(),
    closed: new Promise(() => {}),
  }
}

function answerTo(name: unknown, input: unknown): Result<unknown> {
  const [, code] = /^refuse\.(\w+)$/.exec(String(name)) ?? []
  if (code) return { ok: false, error: { code, message: 'Refused.' } }
  return { ok: true, value: { name, input: input ?? null } }
}

export interface Served {
  readonly engine: HandEngine
  readonly server: RunningServer
  readonly port: number
}

export interface ServeOptions {
  windowDir?: string
  dataDir?: string
  clock?: Clock
  /** Switches the local API on, as batch 1. */
  localApi?: boolean
}

export async function serve({ localApi = false, ...options }: ServeOptions = {}): Promise<Served> {
  const engine = handEngine()
  const server = await startServer({ engine, ...options })
  onTestFinished(() => server.close())
  if (localApi) engine.publish(switched(1, true))
  return { engine, server, port: Number(new URL(server.url).port) }
}

/** The batch that tells of the local API. */
export function switched(number: number, localApi: boolean): FeedBatch {
  return { number, events: [{ name: 'settings.changed', settings: { ...defaultSettings, localApi } }] }
}

/** A built window in small, with a secret beside it that must never be given out. */
export function builtWindow(): string {
  const root = tempDir()
  const windowDir = join(root, 'renderer')
  mkdirSync(join(windowDir, 'assets'), { recursive: true })
  writeFileSync(join(root, 'secret.json'), '{"secret":true}')
  writeFileSync(join(root, 'renderer-secret.json'), '{"secret":true}')
  writeFileSync(
    join(windowDir, 'index.html'),
    '<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__"><div id="root"></div>',
  )
  writeFileSync(join(windowDir, 'assets', 'index-1a2b.js'), 'export const one = 1\n')
  writeFileSync(join(windowDir, 'notes.exe'), 'no type of ours')
  return windowDir
}

export interface Asked {
  method?: string
  /** As it goes over the wire: no normalising of `..`. */
  path: string
  headers?: Record<string, string>
  body?: string | Buffer
}

export interface Answered {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
}

/** By `node:http`, which lets a test set Host and Origin and leaves the path as it is written. */
export function ask({ port }: { port: number }, asked: Asked): Promise<Answered> {
  const { method = 'GET', path, headers = {}, body } = asked
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, method, path, headers, agent: false })
    request.once('error', reject)
    request.once('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('error', reject)
      response.once('end', () => {
        const { statusCode = 0, headers: given } = response
        resolve({ status: statusCode, headers: given, text: Buffer.concat(chunks).toString('utf8') })
      })
    })
    request.end(body)
  })
}

/** A command with all that it needs; `headers` and `body` replace what is given by default. */
export function command(served: Served, name: string, asked: Partial<Asked> = {}): Promise<Answered> {
  const { server } = served
  return ask(served, {
    method: 'POST',
    path: `/api/commands/${name}`,
    body: '{}',
    ...asked,
    headers: {
      authorization: `Bearer ${server.token}`,
      'content-type': 'application/json',
      ...asked.headers,
    },
  })
}

export function failureCode({ text }: Answered): string {
  const result = JSON.parse(text) as Result<unknown>
  return result.ok ? 'ok' : result.error.code
}

export interface FeedClient {
  readonly socket: WebSocket
  send(message: unknown): void
  /** The next message, in order, as parsed JSON. */
  next(): Promise<unknown>
  /** The close code, once it has closed. */
  readonly closed: Promise<number>
}

export interface FeedOptions {
  protocols?: string[]
  headers?: Record<string, string>
  path?: string
}

/** Settles when the connection is open; rejects with the server's refusal. Terminated after the test. */
export async function openFeed(
  { server }: Pick<Served, 'server'>,
  options: FeedOptions = {},
): Promise<FeedClient> {
  const {
    protocols = ['webhook-dispatcher', `token.${server.token}`],
    headers = {},
    path = '/api/feed',
  } = options
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}${path}`, protocols, { headers })
  onTestFinished(() => socket.terminate())
  const inbox: unknown[] = []
  const readers: ((message: unknown) => void)[] = []
  socket.on('message', (data: Buffer) => {
    const message: unknown = JSON.parse(data.toString('utf8'))
    const reader = readers.shift()
    if (reader) reader(message)
    else inbox.push(message)
  })
  const closed = new Promise<number>((resolve) => {
    socket.once('close', resolve)
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  return {
    socket,
    closed,
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    next: () =>
      inbox.length > 0
        ? Promise.resolve(inbox.shift())
        : new Promise((resolve) => {
            readers.push(resolve)
          }),
  }
}
