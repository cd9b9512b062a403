import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { startServer } from '../../src/server/start-server.ts'
import { Refusal } from '../../src/shared/result.ts'
import { command, failureCode, handEngine, openFeed, serve } from './setting.ts'

test('closing answers what still waits, says goodbye to windows and leaves nothing behind', async () => {
  const served = await serve()
  const window = await openFeed(served)
  window.send({ id: 1, name: 'hang' })
  window.send({ id: 2, name: 'stats.get' })
  await window.next()
  const reachedEngine = new Promise<void>((resolve) => {
    const { engine } = served
    const invoke = engine.invoke.bind(engine)
    engine.invoke = (name, input) => {
      resolve()
      return invoke(name, input)
    }
  })
  const waiting = command(served, 'hang')
  await reachedEngine
  const startedAt = performance.now()
  const closing = served.server.close()
  expect(served.server.close()).toBe(closing)
  const answered = await waiting
  expect([answered.status, failureCode(answered)]).toEqual([503, 'stopping'])
  expect(await window.next()).toMatchObject({ id: 1, result: { ok: false, error: { code: 'stopping' } } })
  expect(await window.closed).toBe(1001)
  await closing
  expect(performance.now() - startedAt).toBeLessThan(5_000)
  expect(served.engine.listeners.size).toBe(0)
  await expect(command(served, 'stats.get')).rejects.toThrow('ECONNREFUSED')
})

test('a connection that says nothing does not hold up the close', async () => {
  const served = await serve()
  const silent = connect(served.port, '127.0.0.1')
  silent.on('error', () => {})
  const ended = new Promise<void>((resolve) => {
    silent.once('close', () => resolve())
  })
  await new Promise<void>((resolve) => {
    silent.once('connect', resolve)
  })
  await served.server.close()
  await ended
  expect(silent.destroyed).toBe(true)
})

test('a port that somebody else has is refused with a sentence', async () => {
  const { port } = await serve()
  const refusal = await startServer({ engine: handEngine(), port }).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(Refusal)
  expect(refusal).toMatchObject({ code: 'port_in_use', details: { field: 'port' } })
})
