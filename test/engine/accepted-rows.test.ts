/** What a command answers of the deliveries that it made is what the list shows of them. */
import { expect, it } from 'vitest'
import { startTestEngine } from '../support/engine.ts'

const event = { category: 'order.created', data: '{"n":1}' }

it('of events and replays, in every state in which one begins', async () => {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  const shop = await engine.endpoint('http://127.0.0.1:1/shop', { retrySchedule: ['1m'], maxAttempts: 4 })
  const closed = await engine.endpoint('http://127.0.0.1:1/closed', { method: 'PUT' })
  await engine.run('endpoint.pause', { id: closed })
  const made = [
    await engine.run('event.send', { ...event, url: 'http://127.0.0.1:1/?n=1', copies: 3 }),
    await engine.run('event.send', { ...event, endpointIds: [shop, closed] }),
    await engine.run('event.send', { ...event, endpointIds: [shop], sendAt: engine.clock.now() + 60_000 }),
  ].flatMap(({ deliveries }) => deliveries)
  const ids = made.map(({ id }) => id)
  const again = await engine.run('delivery.replay', { ids, as: 'redeliver', edits: { maxAttempts: 2 } })
  const edits = { category: 'other', data: '[]', url: 'http://127.0.0.1:1/elsewhere' }
  const anew = await engine.run('delivery.replay', { ids: ids.slice(0, 2), as: 'new', edits })

  const answered = [...made, ...again.deliveries, ...anew.deliveries]
  expect(answered).toHaveLength(14)
  const { rows } = await engine.run('delivery.list', { limit: 500 })
  expect(answered.toReversed()).toEqual(rows)
  expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['queued', 'held', 'scheduled']))
})
