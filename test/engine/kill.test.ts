/** A kill -9 at any moment loses no accepted event, and what was on its way is sent again and marked so. */
import { expect, it } from 'vitest'
import { startApplication } from '../support/application.ts'
import { startReceiver } from '../support/receiver.ts'
import { tempDir } from '../support/temp-dir.ts'
import { expectWhole } from '../support/whole.ts'

it('delivers every one of 1,000 queued events over four kills', { timeout: 60_000 }, async () => {
  const receiver = await startReceiver({ answers: [200] })
  const dataDir = tempDir()
  const first = await startApplication(dataDir)
  await first.run('settings.set', { concurrency: 10 })
  await first.run('queue.pause', {})
  const event = { url: receiver.url, category: 'c', data: '{}', copies: 1_000 }
  const { deliveries } = (await first.run('event.send', event)) as {
    deliveries: { id: string; eventId: string }[]
  }
  await first.run('queue.resume', {})
  await receiver.waitFor(20)
  await first.kill()

  for (const killAfter of [60, 150, 400]) {
    const again = await startApplication(dataDir)
    await receiver.waitFor(receiver.requests.length + killAfter)
    await again.kill()
  }

  const last = await startApplication(dataDir)
  const { counts } = (await last.run('queue.drain', {})) as { counts: Record<string, number> }
  expect(counts).toMatchObject({ delivered: 1_000, queued: 0, sending: 0, retrying: 0, failed: 0 })

  const received = receiver.requests.map(({ headers }) => headers['webhook-id'] ?? '')
  expect(new Set(received)).toEqual(new Set(deliveries.map(({ eventId }) => eventId)))
  const copies = new Set(received.filter((id, index) => received.indexOf(id) !== index))
  for (const { id, eventId } of deliveries) {
    if (!copies.has(eventId)) continue
    const shown = await last.run('delivery.show', { id })
    const outcomes = (shown['attempts'] as { outcome: string }[]).map(({ outcome }) => outcome)
    expect(outcomes.filter((outcome) => outcome === 'interrupted').length, id).toBeGreaterThanOrEqual(1)
  }
  await last.quit()
  expectWhole(dataDir)
})
