/**
 * The way to an application that has the data folder open: the loopback door that it published in `address.json`. An
 * address may be left over from one that was killed, so it counts only when somebody answers there and knows the token.
 */
import type { IncomingMessage } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { type Address, readAddress } from '../server/address.ts'
import type { Failure, Result } from '../shared/result.ts'

export interface RunningApplication {
  address: Address
  /** Never rejects; `disconnected` when the answer did not come. */
  invoke(name: string, input: unknown): Promise<Result<unknown>>
}

/** One that does not say a word within this time hangs; the folder's lock then tells who it is. */
const probeMs = 5_000
/** Until a busy one is asked again. */
const busyMs = 1_000

/** Null when no application answers for the folder. */
export async function findRunningApplication(dataDir: string): Promise<RunningApplication | null> {
  const address = await readAddress(dataDir)
  if (!address) return null
  // The cheapest question that only a holder of the token gets an answer to.
  const probe = await post(address, { name: 'delivery.list', input: { limit: 1 }, timeoutMs: probeMs })
  return probe.ok ? { address, invoke: (name, input) => post(address, { name, input }) } : null
}

interface Command {
  name: string
  input: unknown
  /** As long as it takes by default. */
  timeoutMs?: number
}

/** One that is too busy has not looked at the command, so it may be asked again. */
async function post(address: Address, command: Command): Promise<Result<unknown>> {
  let result = await postOnce(address, command)
  while (!result.ok && result.error.code === 'rate_limited') {
    await setTimeout(busyMs)
    result = await postOnce(address, command)
  }
  return result
}

/** Not `fetch`: that gives up after five minutes without an answer, and `delivery.wait` may take hours. */
async function postOnce(
  { url, token }: Address,
  { name, input, timeoutMs }: Command,
): Promise<Result<unknown>> {
  const body = Buffer.from(JSON.stringify(input))
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'content-length': body.length,
  }
  const { request } = await import('node:http') // Most commands find no application and need none of it.
  return new Promise((resolve) => {
    const lost = (): void => resolve({ ok: false, error: disconnected })
    const signal = timeoutMs === undefined ? {} : { signal: AbortSignal.timeout(timeoutMs) }
    const asking = request(`${url}/api/commands/${name}`, {
      method: 'POST',
      headers,
      agent: false,
      ...signal,
    })
    asking.on('response', (response) => void resultOf(response).then(resolve, lost))
    asking.on('error', lost)
    asking.end(body)
  })
}

/** Rejects when it breaks off or is none, because somebody else listens there now. */
async function resultOf(response: IncomingMessage): Promise<Result<unknown>> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'))
  if (typeof value === 'object' && value !== null && 'ok' in value) return value as Result<unknown>
  throw new Error('This is no answer to a command.')
}

const disconnected: Failure = {
  code: 'disconnected',
  message:
    'The connection to the running application was lost before it answered. Look with `list` what it has done.',
}
