import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { keptResponseBytes } from '../../../src/shared/limits.ts'
import { startReceiver } from '../../support/receiver.ts'
import { answering, rawServer } from './raw-servers.ts'
import { bodyReceived, testSender } from './sending.ts'

const text = '{"name":"Ä","items":[1,2,3]}'.repeat(50)

const encodings: [name: string, encode: (bytes: Buffer) => Buffer][] = [
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['GZIP', gzipSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['br', brotliCompressSync],
  ['zstd', zstdCompressSync],
  ['deflate, gzip', (bytes) => gzipSync(deflateSync(bytes))],
  ['zstd, identity, br', (bytes) => brotliCompressSync(zstdCompressSync(bytes))],
  ['gzip, zstd', (bytes) => zstdCompressSync(gzipSync(bytes))],
]

it.each(encodings)('%s is shown decoded, with the size on the wire', async (name, encode) => {
  const body = encode(Buffer.from(text))
  const receiver = await startReceiver({
    answers: [{ status: 500, headers: { 'content-encoding': name }, body }],
  })
  const attempt = await testSender().send(receiver.url)
  expect(attempt).toMatchObject({ statusCode: 500, errorCode: null, responseTruncated: false, note: null })
  expect(attempt.responseBody.toString()).toBe(text)
  expect(attempt.responseBytes).toBe(body.length)
})

it.each(encodings)('of a large body in %s the first 64 KiB are kept', async (name, encode) => {
  const large = Buffer.from(Array.from({ length: 20_000 }, (_, index) => `${index * 7919} `).join(''))
  const body = encode(large)
  const receiver = await startReceiver({
    answers: [{ status: 200, headers: { 'content-encoding': name }, body }],
  })
  const attempt = await testSender().send(receiver.url)
  expect(attempt).toMatchObject({ responseTruncated: true, responseBytes: body.length, note: null })
  expect(attempt.responseBody.equals(large.subarray(0, keptResponseBytes))).toBe(true)
})

it('exactly 64 KiB are all of it', async () => {
  const body = gzipSync(Buffer.alloc(keptResponseBytes, 'a'))
  const receiver = await startReceiver({
    answers: [{ status: 200, headers: { 'content-encoding': 'gzip' }, body }],
  })
  const attempt = await testSender().send(receiver.url)
  expect(attempt).toMatchObject({ responseTruncated: false, note: null })
  expect(attempt.responseBody).toHaveLength(keptResponseBytes)
})

it.each(['', 'identity', ' Identity '])('"%s" is no encoding', async (name) => {
  const server = await rawServer(
    answering(`HTTP/1.1 200 OK\r\nContent-Encoding: ${name}\r\nContent-Length: 2\r\n\r\nok`),
  )
  const attempt = await testSender().send(`http://${server.host}/`)
  expect(attempt).toMatchObject({ statusCode: 200, note: null })
  expect(attempt.responseBody.toString()).toBe('ok')
})

it('an empty body is empty, whatever its encoding', async () => {
  const receiver = await startReceiver({
    answers: [{ status: 200, headers: { 'content-encoding': 'gzip' } }],
  })
  expect(await testSender().send(receiver.url)).toMatchObject({ responseBytes: 0, note: null })
})

it.each(['gzip', 'br', 'zstd', 'deflate'])(
  'what is not %s stays as it came, and the note says so',
  async (name) => {
    const body = '{"error":"no"}'
    const receiver = await startReceiver({
      answers: [{ status: 400, headers: { 'content-encoding': name }, body }],
    })
    const attempt = await testSender().send(receiver.url)
    expect(attempt).toMatchObject({ statusCode: 400, errorCode: null, responseTruncated: false })
    expect(attempt.responseBody.toString()).toBe(body)
    expect(attempt.note).toMatch(
      new RegExp(`^The body is shown as it came: it cannot be read as ${name} \\(.+\\)\\.$`),
    )
  },
)

it.each([
  ['lzw', 'the content encoding "lzw" cannot be decoded'],
  ['gzip, constructor', 'the content encoding "constructor" cannot be decoded'],
  ['br, br, br, br, br', '5 encodings at once cannot be decoded'],
])('%s is not decoded, and the note says so', async (name, note) => {
  const receiver = await startReceiver({
    answers: [{ status: 200, headers: { 'content-encoding': name }, body: 'as it came' }],
  })
  const attempt = await testSender().send(receiver.url)
  expect(attempt.responseBody.toString()).toBe('as it came')
  expect(attempt.note).toContain(note)
})

it.each(encodings)('of %s that is broken in the middle the beginning is shown', async (name, encode) => {
  const large = Buffer.from(
    Array.from({ length: 60_000 }, (_, index) => `${(index * 7919) % 65_537} `).join(''),
  )
  const body = encode(large).subarray(0, 40_000)
  const receiver = await startReceiver({
    answers: [{ status: 200, headers: { 'content-encoding': name }, body }],
  })
  const attempt = await testSender().send(receiver.url)
  expect(attempt).toMatchObject({ statusCode: 200, errorCode: null })
  const { responseBody } = attempt
  if (attempt.note?.startsWith('The body is shown as it came')) {
    // A block of zstd is whole or not at all.
    expect(name).toContain('zstd')
  } else {
    expect(attempt.responseTruncated).toBe(true)
    expect(responseBody.length).toBeGreaterThan(1_000)
    expect(responseBody.equals(large.subarray(0, responseBody.length))).toBe(true)
  }
})

it.each(['gzip', 'zstd'])(
  '%s that is larger than 1 MiB on the wire is read so far, and shown',
  async (name) => {
    const large = Buffer.from(
      Array.from({ length: 500_000 }, (_, index) => `${Math.imul(index, 2654435761) >>> 0} `).join(''),
    )
    const body = name === 'gzip' ? gzipSync(large, { level: 1 }) : zstdCompressSync(large)
    expect(body.length).toBeGreaterThan(1.5 * 1024 * 1024)
    const receiver = await startReceiver({
      answers: [{ status: 200, headers: { 'content-encoding': name }, body }],
    })
    const attempt = await testSender().send(receiver.url)
    expect(attempt).toMatchObject({ statusCode: 200, errorCode: null, responseTruncated: true, note: null })
    expect(attempt.responseBody.equals(large.subarray(0, keptResponseBytes))).toBe(true)
  },
)

it('a body that breaks off with the connection is shown as far as it came, and the error says why', async () => {
  const body = gzipSync(Buffer.from(text)).subarray(0, -10).toString('latin1')
  const server = await rawServer(
    answering(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5000\r\n\r\n${body}`),
  )
  const { clock, start } = testSender()
  const received = bodyReceived()
  const { done } = start(`http://${server.host}/`)
  await received
  clock.advance(10_000)
  const attempt = await done
  expect(attempt).toMatchObject({ statusCode: 200, errorCode: 'timeout_response', note: null })
  expect(attempt.responseBody.toString()).toContain('{"name":"Ä"')
})

it('a response without an encoding settles in the same turn of the loop', async () => {
  const receiver = await startReceiver({ answers: [{ status: 200, body: 'ok' }] })
  const { start } = testSender()
  const request = start(receiver.url)
  await receiver.waitFor(1)
  let settled = false
  void request.done.then(() => {
    settled = true
  })
  await bodyReceived()
  await Promise.resolve()
  await Promise.resolve()
  expect(settled).toBe(true)
})
