/**
 * The running application's feed, over the WebSocket that its windows use. Opened once: whoever loses it is told, because
 * what happened until it came back would be missing without a word.
 */
import type { Address } from '../server/address.ts'
import type { FeedBatch } from '../shared/events.ts'
import { Refusal } from '../shared/result.ts'

export interface Feed {
  /** Settles when it is closed, by whichever side. */
  closed: Promise<void>
  close(): void
}

/** Calls back with every batch from now on, in order. Refuses with `disconnected`. */
export async function openFeed({ url, token }: Address, onBatch: (batch: FeedBatch) => void): Promise<Feed> {
  const address = `${url.replace(/^http/, 'ws')}/api/feed`
  const socket = new WebSocket(address, ['webhook-dispatcher', `token.${token}`])
  const opened = Promise.withResolvers<void>()
  const closed = Promise.withResolvers<void>()
  socket.addEventListener('open', () => opened.resolve())
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as { batch?: FeedBatch }
    if (message.batch) onBatch(message.batch)
  })
  socket.addEventListener('error', () => {}) // A close follows.
  socket.addEventListener('close', () => {
    opened.reject(lost)
    closed.resolve()
  })
  await opened.promise
  return { closed: closed.promise, close: () => socket.close() }
}

export const lost = new Refusal(
  'disconnected',
  'The application has ended, or the connection to it was lost. What happens from now on is not shown.',
)
