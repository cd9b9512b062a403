import type { Handler } from '../context.ts'
import { enqueue, routeTo } from '../enqueue.ts'

export const sendEvent: Handler<'event.send'> = async (input, context) => {
  const defaults = context.settings()
  const data = Buffer.from(input.data)
  const destination = {
    url: input.url,
    method: input.method,
    headers: input.headers,
    bodyMode: input.bodyMode,
    contentType: input.contentType,
    compression: input.compression ?? defaults.compression,
    retrySchedule: input.retrySchedule ?? defaults.retrySchedule,
    maxAttempts: input.maxAttempts ?? defaults.maxAttempts,
  }
  const seqs = await context.dispatcher.write(() => {
    const acceptance = { route: routeTo(destination, context), replayOf: null }
    const event = { eventId: input.eventId, category: input.category, data }
    return Array.from({ length: input.copies }, () => enqueue(event, acceptance, context))
  })
  return { deliveries: context.store.rows.bySeqs(seqs).reverse() }
}
