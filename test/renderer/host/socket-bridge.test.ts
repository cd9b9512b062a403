/** The bridge of the browser host against a real WebSocket server: answers, the feed, a lost and a refused connection. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { unanswered } from '../../../src/renderer/host/reconnecting-socket.ts'
import { createSocketBridge, type SocketBridge } from '../../../src/renderer/host/socket-bridge.ts'

let server: WebSocketServer
let bridge: SocketBridge | undefined

async function listen(port = 0): Promise<void> {
  server = new WebSocketServer({ host: '127.0.0.1', port })
  await once(server, 'listening')
}

function portOf(): number {
  return (server.address() as AddressInfo).port
}

async function shutDown(): Promise<void> {
  for (const client of server.clients) client.terminate()
  await new Promise((resolve) => server.close(resolve))
}

function connect(): SocketBridge {
  const address = `ws://127.0.0.1:${portOf()}`
  bridge = createSocketBridge({
    open: () => new WebSocket(address, ['webhook-dispatcher']),
    waitsMs: [5],
  })
  return bridge
}

/** Answers each command with its own input, or not at all. */
function echo(answers = true): void {
  server.on('connection', (socket) => {
    socket.on('message', (data) => {
      const { id, input } = JSON.parse((data as Buffer).toString())
      if (answers) socket.send(JSON.stringify({ id, result: { ok: true, value: input } }))
    })
  })
}

/** The first of the bridge's reports that says so. */
function connection(to: boolean, of: SocketBridge): Promise<void> {
  return new Promise((resolve) => {
    const stop = of.onConnection((connected) => {
      if (connected !== to) return
      stop()
      resolve()
    })
  })
}

beforeEach(() => listen())
afterEach(async () => {
  bridge?.close()
  await shutDown()
})

it('waits for the connection and answers each command with its own answer', async () => {
  echo()
  const { invoke } = connect()
  const answers = await Promise.all([
    invoke('delivery.show', { id: 'one' }),
    invoke('delivery.show', { id: 'two' }),
  ])
  expect(answers).toEqual([
    { ok: true, value: { id: 'one' } },
    { ok: true, value: { id: 'two' } },
  ])
})

it('passes on batches to every listener until it stops', async () => {
  const bridge = connect()
  const heard: number[] = []
  const stop = bridge.subscribe((batch) => heard.push(batch.number))
  const third = new Promise<void>((resolve) => {
    bridge.subscribe((batch) => {
      if (batch.number === 1) stop()
      if (batch.number === 3) resolve()
    })
  })
  const [socket] = (await once(server, 'connection')) as [WebSocket]
  for (const number of [1, 2, 3]) socket.send(JSON.stringify({ batch: { number, events: [] } }))
  await third
  expect(heard).toEqual([1])
})

it('fails what was under way when the connection breaks, and connects again', async () => {
  echo(false)
  const bridge = connect()
  const asked = bridge.invoke('snapshot.get', {})
  const [socket] = (await once(server, 'connection')) as [WebSocket]
  await once(socket, 'message')
  const lost = connection(false, bridge)
  const back = connection(true, bridge)
  socket.terminate()
  // It may have arrived, which is not what is said of what was never sent.
  expect(await asked).toEqual({ ok: false, error: unanswered })
  await lost
  await back
})

it('answers at once as disconnected while nothing listens, and finds the server when it is back', async () => {
  const port = portOf()
  await shutDown()
  const bridge = createSocketBridge({
    open: () => new WebSocket(`ws://127.0.0.1:${port}`),
    waitsMs: [5],
  })
  expect(await bridge.invoke('snapshot.get', {})).toMatchObject({
    ok: false,
    error: { code: 'disconnected' },
  })
  const back = connection(true, bridge)
  await listen(port)
  echo()
  await back
  expect(await bridge.invoke('snapshot.get', {})).toEqual({ ok: true, value: {} })
  bridge.close()
})

it('does not connect again once closed', async () => {
  const bridge = connect()
  await connection(true, bridge)
  const [socket] = server.clients
  bridge.close()
  if (socket) await once(socket, 'close')
  expect(await bridge.invoke('snapshot.get', {})).toMatchObject({
    ok: false,
    error: { code: 'disconnected' },
  })
})

it('does not try again by itself where it is not let in, only when asked', async () => {
  let opened = 0
  const refusing = new WebSocketServer({ host: '127.0.0.1', port: 0, verifyClient: () => false })
  await once(refusing, 'listening')
  const bridge = createSocketBridge({
    open: () => {
      opened += 1
      return new WebSocket(`ws://127.0.0.1:${(refusing.address() as AddressInfo).port}`)
    },
    diagnose: async () => ({ code: 'unauthorized', message: 'The token is missing.' }),
    waitsMs: [0],
  })
  for (const tries of [1, 2]) {
    expect(await bridge.invoke('snapshot.get', {})).toMatchObject({ error: { code: 'unauthorized' } })
    expect(opened).toBe(tries)
  }
  bridge.close()
  refusing.close()
})
