/** The door before the engine: what the window is told while there is no engine, and how one comes back. */
import { expect, test } from 'vitest'
import type { EngineClient } from '../../src/engine/client.ts'
import { createEngineDoor, type EngineDoor } from '../../src/main/engine-door.ts'
import type { FeedBatch } from '../../src/shared/events.ts'
import { Refusal, type Result } from '../../src/shared/result.ts'

const damaged = new Refusal('database_damaged', 'The queue is damaged.')

interface TestClient extends EngineClient {
  die(): void
  publish(number: number): void
  readonly stops: number
}

function client(name: string): TestClient {
  const listeners = new Set<(batch: FeedBatch) => void>()
  const { promise: closed, resolve } = Promise.withResolvers<Error | null>()
  let stops = 0
  return {
    invoke: async (command) => ({ ok: true, value: `${name} did ${String(command)}` }),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop: async () => {
      stops += 1
      resolve(null)
    },
    closed,
    die: () => resolve(new Error('out of memory')),
    publish: (number) => {
      for (const listener of listeners) listener({ number, events: [] })
    },
    get stops() {
      return stops
    },
  }
}

/** A door whose queue opens as told, once each. */
function door(...openings: (EngineClient | Error)[]): EngineDoor & { losses: number } {
  const made = {
    ...createEngineDoor({
      open: async () => {
        const next = openings.shift()
        if (!next) throw new Error('opened once too often')
        if (next instanceof Error) throw next
        return next
      },
      onLost: () => {
        made.losses += 1
      },
    }),
    losses: 0,
  }
  return made
}

function codeOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.error.code
}

test('commands wait while the queue opens', async () => {
  const opening = Promise.withResolvers<EngineClient>()
  const opened = createEngineDoor({ open: () => opening.promise, onLost: () => {} })
  const answer = opened.invoke('stats.get', {})
  opening.resolve(client('A'))
  expect(await answer).toEqual({ ok: true, value: 'A did stats.get' })
})

test('a queue that cannot be opened answers every command with the reason', async () => {
  const shut = door(damaged)
  expect(codeOf(await shut.invoke('event.send', {}))).toBe('database_damaged')
  expect(await shut.invoke('snapshot.get', {})).toEqual({ ok: false, error: damaged.toFailure() })
})

test('what was not foreseen is told as engine_unavailable', async () => {
  const shut = door(new Error('no such file'))
  const result = await shut.invoke('snapshot.get', {})
  expect(result).toMatchObject({ ok: false, error: { code: 'engine_unavailable' } })
  expect(JSON.stringify(result)).toContain('no such file')
})

test('asking for the snapshot again opens the queue anew', async () => {
  const shut = door(damaged, client('B'))
  expect(codeOf(await shut.invoke('snapshot.get', {}))).toBe('database_damaged')
  const [first, second] = await Promise.all([
    shut.invoke('snapshot.get', {}),
    shut.invoke('snapshot.get', {}),
  ])
  expect(first).toEqual({ ok: true, value: 'B did snapshot.get' })
  expect(second).toEqual(first)
})

test('an engine that dies is told once and can be opened again; its feed goes on', async () => {
  const [one, two] = [client('A'), client('B')]
  const opened = door(one, two)
  const numbers: number[] = []
  opened.subscribe((batch) => numbers.push(batch.number))
  await opened.invoke('stats.get', {})
  one.publish(1)
  one.die()
  await one.closed
  expect(opened.losses).toBe(1)
  expect(codeOf(await opened.invoke('snapshot.get', {}))).toBe('engine_unavailable')
  expect(codeOf(await opened.invoke('snapshot.get', {}))).toBe('ok')
  two.publish(7)
  expect(numbers).toEqual([1, 7])
})

test('stopping ends the engine once, loses nothing, and opens nothing again', async () => {
  const only = client('A')
  const opened = door(only)
  await Promise.all([opened.stop(), opened.stop()])
  expect(only.stops).toBe(1)
  expect(opened.losses).toBe(0)
  expect(codeOf(await opened.invoke('snapshot.get', {}))).toBe('engine_unavailable')
  expect(codeOf(await opened.invoke('snapshot.get', {}))).toBe('engine_unavailable')
})

test('stopping while the queue opens waits for it', async () => {
  const opening = Promise.withResolvers<EngineClient>()
  const opened = createEngineDoor({ open: () => opening.promise, onLost: () => {} })
  const stopped = opened.stop()
  const late = client('A')
  opening.resolve(late)
  await stopped
  expect(late.stops).toBe(1)
})
