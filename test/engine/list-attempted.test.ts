/** A bar of the pulse leads to the deliveries that had attempts in its time. */
import { expect, it } from 'vitest'
import { startTestEngine } from '../support/engine.ts'
import { startReceiver } from '../support/receiver.ts'

it('finds by when attempts started, and counts what it finds', async () => {
  const receiver = await startReceiver({ answers: [500, 200] })
  const engine = startTestEngine()
  await engine.run('settings.set', { retrySchedule: ['1m'] })
  const first = engine.clock.now()
  const [retried = ''] = await engine.send({ url: receiver.url })
  await engine.reaches(retried, 'retrying')
  engine.clock.advance(60_000)
  await engine.reaches(retried, 'delivered')
  const [later = ''] = await engine.send({ url: receiver.url })
  await engine.reaches(later, 'delivered')
  const found = async (attemptedFrom: number, attemptedUntil: number, states?: ['failed']) => {
    const filter = { attemptedFrom, attemptedUntil, ...(states ? { states } : {}) }
    const { rows, total } = await engine.run('delivery.list', { filter })
    expect(total).toBe(rows.length)
    return rows.map(({ id }) => id)
  }
  expect(await found(first, first + 1)).toEqual([retried])
  expect(await found(first + 1, first + 60_000)).toEqual([])
  expect(await found(first + 60_000, first + 60_001)).toEqual([later, retried])
  expect(await found(first, first + 90_000)).toEqual([later, retried])
  expect(await found(first, first + 90_000, ['failed'])).toEqual([])
})
