import { expect, it } from 'vitest'
import { startTestEngine } from '../support/engine.ts'
import { startReceiver } from '../support/receiver.ts'

const event = { category: 'c', data: '{}' }

it('numbers its batches without gaps, and a snapshot is true for the number it carries', async () => {
  const receiver = await startReceiver({ answers: [200] })
  const engine = startTestEngine()
  for (let round = 0; round < 3; round += 1) {
    await engine.run('event.send', { ...event, url: receiver.url })
    await engine.run('queue.drain', {})
    const snapshot = await engine.run('snapshot.get', {})
    expect(snapshot.counts.delivered).toBe(round + 1)
    expect(snapshot.number).toBeLessThanOrEqual(engine.batches.length)
  }
  await engine.until(() =>
    engine.batches.some(({ events }) => events.some(({ name }) => name === 'deliveries.changed')),
  )
  expect(engine.batches.map(({ number }) => number)).toEqual(engine.batches.map((_, index) => index + 1))
})

it('lists few changes as rows, and says of many only how many', async () => {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  const { deliveries } = await engine.run('event.send', { ...event, url: 'http://127.0.0.1:1/', copies: 3 })
  const listed = (): string[] =>
    engine.batches.flatMap(({ events }) =>
      events.flatMap((change) =>
        change.name === 'deliveries.changed' ? change.rows.map(({ id }) => id) : [],
      ),
    )
  await engine.until(() => deliveries.every(({ id }) => listed().includes(id)))
  await engine.run('event.send', { ...event, url: 'http://127.0.0.1:1/', copies: 1_000 })
  const floods = (): number[] =>
    engine.batches.flatMap(({ events }) =>
      events.flatMap((change) => (change.name === 'deliveries.flooded' ? [change.changed] : [])),
    )
  await engine.until(() => floods().length > 0)
  expect(floods()).toEqual([1_000])
  expect(listed()).toHaveLength(3)
})

it('waits longer after a batch of many changes, so that a window keeps up', async () => {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  const batches = (): number => engine.batches.filter(({ events }) => events.some(isAboutDeliveries)).length
  const gapAfter = async (copies: number): Promise<number> => {
    const before = batches()
    await engine.run('event.send', { ...event, url: 'http://127.0.0.1:1/', copies })
    await engine.until(() => batches() > before)
    const at = performance.now()
    await engine.run('event.send', { ...event, url: 'http://127.0.0.1:1/' })
    await engine.until(() => batches() > before + 1)
    return performance.now() - at
  }
  // Timers may come late, never early.
  expect(await gapAfter(60)).toBeGreaterThan(200)
})

it('keeps its counters equal to the table', async () => {
  const receiver = await startReceiver({ answers: [200, 500, 410, 200] })
  const engine = startTestEngine()
  await engine.run('event.send', { ...event, url: receiver.url, copies: 40 })
  await engine.until(async () => {
    const { counts } = await engine.run('stats.get', {})
    return counts.queued + counts.sending === 0
  })
  const { counts } = await engine.run('stats.get', {})
  for (const [state, count] of Object.entries(counts)) {
    const listed = await engine.run('delivery.list', { filter: { states: [state as keyof typeof counts] } })
    expect(listed.total, state).toBe(count)
  }
})

function isAboutDeliveries({ name }: { name: string }): boolean {
  return name.startsWith('deliveries.')
}
