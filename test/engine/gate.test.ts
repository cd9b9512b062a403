import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { commands } from '../../src/shared/commands.ts'
import { startTestEngine } from '../support/engine.ts'

it.each(['nope', '', '__proto__', 'constructor', 'toString', 'delivery.', 'DELIVERY.LIST'])(
  'refuses the unknown command %j',
  async (name) => {
    const engine = startTestEngine()
    expect(await engine.refused(name, {})).toMatchObject({ code: 'unknown_command' })
  },
)

it('answers every name and input with a result, and never with a defect', async () => {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  const name = fc.oneof(fc.constantFrom(...Object.keys(commands)), fc.anything())
  const harmless = new Set(['queue.resume', 'queue.drain', 'delivery.wait', 'receiver.start'])
  await fc.assert(
    fc.asyncProperty(name, fc.anything(), async (command, input) => {
      if (typeof command === 'string' && harmless.has(command)) return
      const result = await engine.invoke(command, input)
      if (!result.ok) expect(result.error.code).not.toBe('internal')
    }),
    { numRuns: 500 },
  )
  expect(engine.logged).toEqual([])
})

it('names the first problem and lists all of them', async () => {
  const engine = startTestEngine()
  const failure = await engine.refused('event.send', { url: 'x', category: '', data: '{' })
  expect(failure.details?.['problems']).toMatchObject([
    { code: 'url_invalid', field: 'url' },
    { code: 'category_invalid', field: 'category' },
    { code: 'json_invalid', field: 'data' },
  ])
})

it('refuses a number that JSON cannot write: it was thrown past the gate', async () => {
  const engine = startTestEngine()
  const list: unknown[] = []
  list.push(list)
  for (const limit of [1n, list, Object.create(null)]) {
    expect(await engine.refused('delivery.list', { limit })).toMatchObject({
      code: 'count_invalid',
      details: { field: 'limit' },
    })
  }
})
