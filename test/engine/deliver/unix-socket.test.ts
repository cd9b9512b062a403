import { chmodSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { headerOf } from '../../../src/engine/deliver/request-head.ts'
import { startReceiver } from '../../support/receiver.ts'
import { tempDir } from '../../support/temp-dir.ts'
import { following, testSender } from './sending.ts'

it('a request goes to the socket, for localhost, and says which socket answered', async () => {
  const socketPath = join(tempDir(), 'app.sock')
  const receiver = await startReceiver({ socketPath })
  const attempt = await testSender().send(`${receiver.url}?x=1`)
  expect(attempt).toMatchObject({ statusCode: 200, errorCode: null, remoteAddress: `unix:${socketPath}` })
  expect(attempt.timings.dnsMs).toBeNull()
  expect(attempt.timings.connectMs).not.toBeNull()
  expect(receiver.requests[0]).toMatchObject({
    method: 'POST',
    path: '/hooks?x=1',
    headers: { host: 'localhost' },
  })
  expect(headerOf(attempt.requestHead, 'host')).toBe('localhost')
})

it('a Host of the person wins', async () => {
  const receiver = await startReceiver({ socketPath: join(tempDir(), 'app.sock') })
  await testSender().send(receiver.url, { headers: [['Host', 'app.example']] })
  expect(receiver.requests[0]?.headers['host']).toBe('app.example')
})

it('without a path the root is asked for', async () => {
  const socketPath = join(tempDir(), 'app.sock')
  const receiver = await startReceiver({ socketPath })
  await testSender().send(`unix:${socketPath}`)
  expect(receiver.requests[0]?.path).toBe('/')
})

it('connections are kept, and sockets do not share them', async () => {
  const folder = tempDir()
  const one = await startReceiver({ socketPath: join(folder, 'one.sock') })
  const other = await startReceiver({ socketPath: join(folder, 'other.sock') })
  const { send } = testSender()
  for (const { url } of [one, other, one]) await send(url)
  expect([one.requests.length, one.accepted, other.requests.length]).toEqual([2, 1, 1])
})

it('a relative redirect stays on the socket, a full one leaves it', async () => {
  const web = await startReceiver()
  const receiver = await startReceiver({
    socketPath: join(tempDir(), 'app.sock'),
    answers: [
      { status: 307, headers: { Location: '/next' } },
      { status: 307, headers: { Location: web.url } },
    ],
  })
  const attempt = await testSender().send(receiver.url, { transport: following })
  expect(attempt).toMatchObject({ statusCode: 200, remoteAddress: `127.0.0.1:${web.port}` })
  expect(receiver.requests.map(({ path }) => path)).toEqual(['/hooks', '/next'])
  expect(attempt.note).toContain('/app.sock:/next;')
})

it('no such socket: refused, and the sentence says what to do', async () => {
  const path = join(tempDir(), 'missing.sock')
  const attempt = await testSender().send(`unix:${path}:/hooks`)
  expect(attempt).toMatchObject({
    statusCode: null,
    errorCode: 'refused',
    requestHead: '',
    remoteAddress: null,
  })
  expect(attempt.errorMessage).toBe(
    `There is no such socket: ${path}. Start the receiver, or check the path.`,
  )
})

it('a socket that nobody listens on any more: refused', async () => {
  const path = join(tempDir(), 'left.sock')
  writeFileSync(path, '')
  const attempt = await testSender().send(`unix:${path}:/hooks`)
  expect(attempt.errorCode).toBe('refused')
  expect(attempt.errorMessage).toContain('the file is there, but nothing listens on it')
})

it('a socket that this user may not open: refused', async () => {
  const folder = tempDir()
  chmodSync(folder, 0o755)
  const socketPath = join(folder, 'app.sock')
  const receiver = await startReceiver({ socketPath })
  chmodSync(socketPath, 0)
  const attempt = await asNobody(() => testSender().send(receiver.url))
  expect(attempt.errorCode).toBe('refused')
  expect(attempt.errorMessage).toContain('Change the permissions')
})

/** Nothing is forbidden to root, so root becomes another user meanwhile. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work()
  process.seteuid?.(65_534)
  try {
    return await work()
  } finally {
    process.seteuid?.(0)
  }
}

it('a path that is too long for the system is told, not cut', async () => {
  const folder = tempDir()
  const cut = join(folder, 'a'.repeat(107)).slice(0, 107)
  const server = createServer().listen(cut)
  try {
    const attempt = await testSender().send(`unix:${cut}bc:/hooks`)
    expect(attempt).toMatchObject({ errorCode: 'failed', remoteAddress: null })
    expect(attempt.errorMessage).toMatch(/^The path of the socket has 109 bytes; this system takes 10[37]\./)
  } finally {
    server.close()
  }
})

it('a link with a short path leads to a socket with a long one', async () => {
  const folder = tempDir()
  const receiver = await startReceiver({ socketPath: join(folder, 'app.sock') })
  symlinkSync(folder, join(folder, 'link'))
  expect(await testSender().send(`unix:${join(folder, 'link', 'app.sock')}:/`)).toMatchObject({
    statusCode: 200,
  })
  expect(receiver.requests).toHaveLength(1)
})
