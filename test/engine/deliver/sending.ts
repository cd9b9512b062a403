/** A real sender for one test, closed after it, with nothing left behind. */
import { defaultTransport } from '../../../src/shared/endpoint.ts'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { expect, onTestFinished } from 'vitest'
import { createSender, type SenderOptions } from '../../../src/engine/deliver/create-sender.ts'
import {
  type OutgoingRequest,
  type Sender,
  type SentAttempt,
  type SentRequest,
} from '../../../src/engine/deliver/sender.ts'
import type { TlsOptions, Transport } from '../../../src/shared/model.ts'
import { startReceiver, testAuthority, tlsFile } from '../../support/receiver.ts'
import { testClock, type TestClock } from '../../support/clock.ts'

export interface TestSender {
  /** No timeout comes unless the test moves it. */
  readonly clock: TestClock
  readonly sender: Sender
  start(url: string, changes?: Partial<OutgoingRequest>): SentRequest
  send(url: string, changes?: Partial<OutgoingRequest>): Promise<SentAttempt>
}

export function testSender(options: Partial<SenderOptions> = {}): TestSender {
  const clock = testClock()
  const sender = createSender({ clock, ...options })
  const start: TestSender['start'] = (url, changes) => sender.send(outgoing(url, changes))
  onTestFinished(async () => {
    await sender.close()
    expect(clock.armed(), 'timers left').toBe(0)
  })
  return { clock, sender, start, send: (url, changes) => start(url, changes).done }
}

export function outgoing(url: string, changes: Partial<OutgoingRequest> = {}): OutgoingRequest {
  return {
    url,
    method: 'POST',
    headers: [['Content-Type', 'application/json']],
    body: Buffer.from('{"a":1}'),
    timeoutMs: 10_000,
    connectTimeoutMs: 5_000,
    ...changes,
  }
}

/** As on a machine where the authority is installed. */
export function installAuthority(): void {
  const before = getCACertificates('default')
  setDefaultCACertificates([...before, testAuthority()])
  onTestFinished(() => setDefaultCACertificates(before))
}

/** A transport that trusts the authority of the test's certificates. */
export function trusting(changes: Partial<Transport> = {}, tls: Partial<TlsOptions> = {}): Transport {
  return {
    ...defaultTransport,
    ...changes,
    tls: { ...defaultTransport.tls, caFile: tlsFile('authority.pem'), ...tls },
  }
}

export const following: Transport = { ...defaultTransport, followRedirects: true }

/** When the next bytes of a response's body have been read by this side; call it before they can come. */
export function bodyReceived(): Promise<void> {
  const channel = 'undici:request:bodyChunkReceived'
  return new Promise((resolve) => {
    const received = (): void => {
      unsubscribe(channel, received)
      resolve()
    }
    subscribe(channel, received)
  })
}

/** After anything that a server did: the next request works, on the same sender. */
export async function stillSends(send: TestSender['send']): Promise<void> {
  const receiver = await startReceiver()
  expect(await send(receiver.url)).toMatchObject({ statusCode: 200, errorCode: null })
}
