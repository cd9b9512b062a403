/**
 * What the local API has besides the commands: `/api/events`, `/api/stream` and `/api/openapi.json`. Off until the setting
 * is on; commands are the door of the command line too and are always there (decision 0035). It refuses with problem details.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from '../engine/clock.ts'
import type { FeedBatch } from '../shared/events.ts'
import type { Snapshot } from '../shared/model.ts'
import { Refusal } from '../shared/result.ts'
import { createApiSwitch } from './api-switch.ts'
import { createFeedStreams } from './feed-streams.ts'
import { giveEvent } from './give-event.ts'
import type { Pending } from './pending.ts'
import { giveJson, methodRefused } from './responses.ts'

export interface LocalApi {
  /** For requests that the gate has let in. Rejects with a `Refusal`. */
  answer(request: IncomingMessage, response: ServerResponse, target: URL): Promise<void>
  follow(batch: FeedBatch): void
  /** Streams end in order. */
  close(): void
  terminate(): void
}

export interface LocalApiOptions {
  pending: Pending
  clock: Clock
  unreadLimitBytes?: number
}

type Answer = (request: IncomingMessage, response: ServerResponse, target: URL) => Promise<void> | void

const methods: Readonly<Record<string, string>> = {
  '/api/events': 'POST',
  '/api/stream': 'GET',
  '/api/openapi.json': 'GET',
}

export function isLocalApi(path: string): boolean {
  return Object.hasOwn(methods, path)
}

export function createLocalApi({ pending, clock, ...limits }: LocalApiOptions): LocalApi {
  const { invoke } = pending
  const streams = createFeedStreams({ clock, ...limits })
  const apiSwitch = createApiSwitch({ invoke, onOn: streams.begin, onOff: streams.end })

  const answers: Readonly<Record<string, Answer>> = {
    '/api/events': (request, response, { searchParams }) =>
      giveEvent(request, response, { invoke, query: searchParams, now: clock.now() }),
    '/api/stream': ({ headers }, response, { searchParams }) => {
      const lastId = headers['last-event-id']
      // A browser that comes back asks the same address again, with the header.
      streams.open(response, typeof lastId === 'string' ? lastId : searchParams.get('after'))
    },
    '/api/openapi.json': async (_request, response, { origin }) => {
      // Few ask for it, and it holds the shapes of all answers: no start waits for that.
      const { openapiDocument } = await import('./openapi/document.ts')
      const document = openapiDocument({ url: origin, version: await versionOf(invoke) })
      giveJson(response, document, { status: 200, type: 'application/json' })
    },
  }

  return {
    async answer(request, response, target) {
      await apiSwitch.check()
      const method = methods[target.pathname] ?? ''
      if (request.method !== method) {
        const { code, message, details } = methodRefused(method)
        throw new Refusal(code, message, details)
      }
      await answers[target.pathname]?.(request, response, target)
    },
    follow(batch) {
      apiSwitch.follow(batch)
      if (apiSwitch.isOn()) streams.send(batch)
    },
    close: streams.close,
    terminate: streams.terminate,
  }
}

async function versionOf(invoke: Pending['invoke']): Promise<string> {
  const result = await invoke('snapshot.get', {})
  if (result.ok) return (result.value as Snapshot).version
  throw new Refusal(result.error.code, result.error.message, result.error.details)
}
