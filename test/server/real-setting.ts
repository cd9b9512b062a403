/** A server before the built engine thread (`out/main/engine.js`, which the test runner builds first). */
import { onTestFinished } from 'vitest'
import { startEngine } from '../../src/engine/client.ts'
import { startServer } from '../../src/server/start-server.ts'
import { tempDir } from '../support/temp-dir.ts'
import { ask, type Answered, type Asked, command, handEngine, type Served } from './setting.ts'

export interface RealServed extends Served {
  stopEngine(): Promise<void>
}

export async function serveEngine({ localApi = false } = {}): Promise<RealServed> {
  const threadFile = new URL('../../out/main/engine.js', import.meta.url)
  const engine = await startEngine({ threadFile, dataDir: tempDir(), version: '0.0.0' })
  const server = await startServer({ engine })
  onTestFinished(async () => {
    await server.close()
    await engine.stop({ graceMs: 1_000 })
  })
  if (localApi) await engine.invoke('settings.set', { localApi })
  const port = Number(new URL(server.url).port)
  return { engine: handEngine(), server, port, stopEngine: () => engine.stop({ graceMs: 1_000 }) }
}

/** The value that a command answers with; throws where it is refused. */
export async function value(served: Served, name: string, input: unknown = {}): Promise<unknown> {
  const { text } = await command(served, name, { body: JSON.stringify(input) })
  const result = JSON.parse(text) as { ok: boolean; value: unknown }
  if (!result.ok) throw new Error(text)
  return result.value
}

/** To an address of the local API, with the token. */
export function askApi(served: Served, asked: Asked): Promise<Answered> {
  const headers = { authorization: `Bearer ${served.server.token}`, ...asked.headers }
  return ask(served, { ...asked, headers })
}

/** `POST /api/events` with a body as it is written. */
export function postEvent(served: Served, body: string, asked: Partial<Asked> = {}): Promise<Answered> {
  const headers = { 'content-type': 'application/json', ...asked.headers }
  return askApi(served, { method: 'POST', path: '/api/events', body, ...asked, headers })
}
