/** Files that a window in a browser gives to the engine and gets from it, over real sockets. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { basename, dirname, join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { tempDir } from '../support/temp-dir.ts'
import { ask, type Answered, type Asked, failureCode, serve, type Served } from './setting.ts'

interface Folder extends Served {
  folder: string
}

async function serveFolder(): Promise<Folder> {
  const dataDir = tempDir()
  return { ...(await serve({ dataDir })), folder: join(dataDir, 'transfers') }
}

function transfer(served: Served, asked: Asked): Promise<Answered> {
  const headers = { authorization: `Bearer ${served.server.token}`, ...asked.headers }
  return ask(served, { ...asked, path: `/api/transfers/${asked.path}`, headers })
}

function valueOf<T>({ text }: Answered): T {
  return (JSON.parse(text) as { value: T }).value
}

test('what is sent lies in the data folder, byte for byte and for its user alone', async () => {
  const served = await serveFolder()
  const body = randomBytes(3_000_000)
  const answered = await transfer(served, { method: 'PUT', path: 'queue.jsonl.zst', body })
  const { file } = valueOf<{ file: string }>(answered)
  expect(dirname(file)).toBe(served.folder)
  expect(basename(file)).toMatch(/^[0-9a-f]{32}-queue\.jsonl\.zst$/)
  expect(Buffer.compare(readFileSync(file), body)).toBe(0)
  expect([statSync(file).mode & 0o777, statSync(served.folder).mode & 0o777]).toEqual([0o600, 0o700])
  await transfer(served, { method: 'DELETE', path: basename(file) })
  expect(readdirSync(served.folder)).toEqual([])
})

test.each([
  ['../../etc/passwd', 'passwd'],
  ['a\\b c.har', 'b_c.har'],
  ['..', 'file'],
  ['.hidden', 'hidden'],
  ['ä'.repeat(200), '_'.repeat(80)],
])('the name %s is never a path', async (name, kept) => {
  const served = await serveFolder()
  const path = encodeURIComponent(name)
  const { file } = valueOf<{ file: string }>(await transfer(served, { method: 'PUT', path, body: 'x' }))
  expect([dirname(file), basename(file).slice(33)]).toEqual([served.folder, kept])
})

test('a place has a ticket that gives its file once, without the token, and then neither is there', async () => {
  const served = await serveFolder()
  const placed = await transfer(served, { method: 'POST', path: 'webhooks.csv' })
  const { file, ticket } = valueOf<{ file: string; ticket: string }>(placed)
  writeFileSync(file, 'a,b\n')
  const path = `/api/transfers/${basename(file)}?ticket=${ticket}`
  const given = await ask(served, { path })
  expect([given.status, given.text]).toEqual([200, 'a,b\n'])
  expect(given.headers['content-disposition']).toBe('attachment; filename="webhooks.csv"')
  await vi.waitFor(() => expect(existsSync(file)).toBe(false))
  expect(failureCode(await ask(served, { path }))).toBe('unauthorized')
})

test('a ticket is for its own file, and for reading', async () => {
  const served = await serveFolder()
  const [one, other] = [
    valueOf<{ file: string; ticket: string }>(await transfer(served, { method: 'POST', path: 'a.csv' })),
    valueOf<{ file: string }>(await transfer(served, { method: 'PUT', path: 'b.csv', body: 'secret' })),
  ]
  const asked: Asked[] = [
    { path: `${basename(other.file)}?ticket=${one.ticket}` },
    { path: `${basename(one.file)}?ticket=${one.ticket}`, method: 'DELETE' },
    { path: `c.csv?ticket=${one.ticket}`, method: 'PUT', body: 'x' },
    { path: basename(other.file) },
  ]
  for (const each of asked) {
    const answered = await ask(served, { ...each, path: `/api/transfers/${each.path}` })
    expect([answered.status, failureCode(answered)]).toEqual([401, 'unauthorized'])
  }
  expect(readdirSync(served.folder)).toEqual([basename(other.file)])
})

test('foreign pages and hosts are refused, whatever they know', async () => {
  const served = await serveFolder()
  for (const headers of [{ origin: 'https://evil.example' }, { host: 'evil.example' }]) {
    const answered = await transfer(served, { method: 'PUT', path: 'a.jsonl', body: 'x', headers })
    expect(answered.status).toBe(403)
  }
  expect(existsSync(served.folder)).toBe(false)
})

test('nothing outside of the folder is given or removed', async () => {
  const served = await serveFolder()
  const outside = join(dirname(served.folder), 'queue.db')
  writeFileSync(outside, 'kept')
  for (const path of ['../queue.db', '..%2fqueue.db', 'queue.db', `${'0'.repeat(32)}-..`, '']) {
    for (const method of ['GET', 'DELETE']) {
      const answered = await transfer(served, { method, path })
      expect(answered.text).not.toContain('kept')
    }
  }
  expect(readFileSync(outside, 'utf8')).toBe('kept')
})

test('what was sent in part is removed', async () => {
  const served = await serveFolder()
  const headers = { authorization: `Bearer ${served.server.token}`, 'content-length': '1000000' }
  const path = '/api/transfers/a.jsonl'
  const sending = httpRequest({ host: '127.0.0.1', port: served.port, method: 'PUT', path, headers })
  sending.on('error', () => {})
  sending.write(Buffer.alloc(100_000))
  await vi.waitFor(() => expect(readdirSync(served.folder)).toHaveLength(1))
  sending.destroy()
  await vi.waitFor(() => expect(readdirSync(served.folder)).toEqual([]))
})

test('an upload under way neither holds the end up nor leaves a file behind', async () => {
  const served = await serveFolder()
  const headers = { authorization: `Bearer ${served.server.token}`, 'content-length': '1000000' }
  const path = '/api/transfers/a.jsonl'
  const sending = httpRequest({ host: '127.0.0.1', port: served.port, method: 'PUT', path, headers })
  sending.on('error', () => {})
  sending.write(Buffer.alloc(100_000))
  await vi.waitFor(() => expect(readdirSync(served.folder)).toHaveLength(1))
  await served.server.close()
  expect(readdirSync(served.folder)).toEqual([])
})

test('what an earlier run has left is removed at the start', async () => {
  const dataDir = tempDir()
  mkdirSync(join(dataDir, 'transfers'))
  writeFileSync(join(dataDir, 'transfers', `${'0'.repeat(32)}-old.jsonl`), 'old')
  await serve({ dataDir })
  expect(readdirSync(join(dataDir, 'transfers'))).toEqual([])
})

test('a server without a data folder takes no files', async () => {
  const answered = await transfer(await serve(), { method: 'PUT', path: 'a.jsonl', body: 'x' })
  expect([answered.status, failureCode(answered)]).toEqual([404, 'not_found'])
})
