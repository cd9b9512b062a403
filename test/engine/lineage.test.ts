/** Lineage: from any delivery of a line of replays the same tree, bounded, the delivery and its origins always in it. */
import { expect, it } from 'vitest'
import { mostRelatives } from '../../src/shared/limits.ts'
import { startTestEngine, type TestEngine } from '../support/engine.ts'

const url = 'http://127.0.0.1:1/'

async function replay(engine: TestEngine, id: string): Promise<string> {
  const { deliveries } = await engine.run('delivery.replay', { ids: [id] })
  return deliveries[0]?.id ?? ''
}

async function paused(): Promise<{ engine: TestEngine; first: string }> {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  const [first = ''] = await engine.send({ url })
  return { engine, first }
}

it('is the same tree from each of its deliveries', async () => {
  const { engine, first } = await paused()
  const a = await replay(engine, first)
  const b = await replay(engine, first)
  const ofA = await replay(engine, a)
  await engine.send({ url })
  const links = [
    [first, null],
    [a, first],
    [b, first],
    [ofA, a],
  ]
  for (const id of [first, a, b, ofA]) {
    const { relatives, more } = await engine.run('delivery.lineage', { id })
    expect(relatives.map((one) => [one.id, one.replayOf])).toEqual(links)
    expect(more).toBe(0)
  }
  const { relatives } = await engine.run('delivery.lineage', { id: b })
  expect(relatives[0]).toMatchObject({ state: 'queued', url, lastStatusCode: null })
})

it('begins anew where an origin was deleted', async () => {
  const { engine, first } = await paused()
  const a = await replay(engine, first)
  const ofA = await replay(engine, a)
  await engine.run('delivery.delete', { ids: [first] })
  const { relatives } = await engine.run('delivery.lineage', { id: ofA })
  expect(relatives.map(({ id }) => id)).toEqual([a, ofA])
  expect(await engine.refused('delivery.lineage', { id: first })).toMatchObject({ code: 'delivery_unknown' })
})

it('shows so many and counts the rest', async () => {
  const { engine, first } = await paused()
  let latest = first
  for (let count = 0; count < mostRelatives + 9; count += 1) latest = await replay(engine, first)
  const deep = await replay(engine, latest)
  const { relatives, more } = await engine.run('delivery.lineage', { id: deep })
  expect(relatives).toHaveLength(mostRelatives)
  expect(more).toBe(11)
  const ids = relatives.map(({ id }) => id)
  expect(ids).toEqual(expect.arrayContaining([first, latest, deep]))
})
