import type { Socket } from 'node:net'
import { constants, createDeflateRaw, gzipSync, brotliCompressSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { systemClock } from '../../../src/engine/clock.ts'
import { createSender } from '../../../src/engine/deliver/create-sender.ts'
import { keptResponseBytes, largestResponseBytes } from '../../../src/shared/limits.ts'
import { startReceiver } from '../../support/receiver.ts'
import { growthOf } from './memory.ts'
import { answering, rawServer } from './raw-servers.ts'
import { outgoing, stillSends, testSender } from './sending.ts'

const chunk = Buffer.alloc(64 * 1024, 'a')

function endlessBody(socket: Socket): void {
  const more = (): void => {
    if (!socket.destroyed) socket.write(chunk, more)
  }
  more()
}

it.each(['', 'Content-Encoding: gzip\r\n'])(
  'endless bodies (%j): each stops at 1 MiB, and memory stays flat',
  async (header) => {
    const server = await rawServer(answering(`HTTP/1.1 200 OK\r\n${header}\r\n`, endlessBody))
    const { send } = testSender()
    const { heldMb, residentMb } = await growthOf(async () => {
      for (let count = 0; count < 100; count += 1) {
        const attempt = await send(`http://${server.host}/`)
        expect(attempt).toMatchObject({ statusCode: 200, errorCode: null, responseTruncated: true })
        expect(attempt.responseBytes).toBeLessThan(largestResponseBytes * 2)
        expect(attempt.responseBody.length).toBeLessThanOrEqual(keptResponseBytes)
      }
      await server.allClosed()
    })
    // All of it would be more than 100 MB.
    expect(heldMb).toBeLessThan(10)
    expect(residentMb).toBeLessThan(60)
    await stillSends(send)
  },
)

it('a byte now and then: the timeout of the whole attempt holds', async () => {
  const server = await rawServer(
    answering('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n', (socket) => {
      const timer = setInterval(() => socket.write('a'), 100)
      socket.once('close', () => clearInterval(timer))
    }),
  )
  const sender = createSender({ clock: systemClock })
  const attempt = await sender.send(outgoing(`http://${server.host}/`, { timeoutMs: 1_000 })).done
  expect(attempt).toMatchObject({ statusCode: 200, errorCode: 'timeout_response' })
  expect(attempt.responseBytes).toBeGreaterThan(3)
  expect(attempt.timings.totalMs).toBeLessThan(2_500)
  await sender.close()
  await server.allClosed()
})

it('headers a byte at a time: the same', async () => {
  const server = await rawServer((socket) => {
    const bytes = 'HTTP/1.1 200 OK\r\nX-A: 1\r\n'.repeat(100).split('')
    const timer = setInterval(() => socket.write(bytes.shift() ?? ''), 50)
    socket.once('close', () => clearInterval(timer))
  })
  const sender = createSender({ clock: systemClock })
  const attempt = await sender.send(outgoing(`http://${server.host}/`, { timeoutMs: 1_000 })).done
  expect(attempt).toMatchObject({ statusCode: null, errorCode: 'timeout_response' })
  await sender.close()
})

/** 10 GB of zeros: a flushed block of deflate may be repeated as often as one likes. */
async function gzipOfTenGigabytes(): Promise<Buffer> {
  const deflate = createDeflateRaw({ level: 9 })
  const chunks: Buffer[] = []
  deflate.on('data', (data: Buffer) => chunks.push(data))
  deflate.write(Buffer.alloc(10 * 1024 * 1024))
  await new Promise<void>((resolve) => {
    deflate.flush(constants.Z_FULL_FLUSH, resolve)
  })
  const block = Buffer.concat(chunks)
  const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3])
  return Buffer.concat([header, ...Array.from({ length: 1_000 }, () => block)])
}

/** A frame that claims 10 GB, and holds as much in run-length blocks of 128 KiB. */
function zstdOfTenGigabytes(): Buffer {
  const header = Buffer.alloc(14)
  header.writeUInt32LE(0xfd2fb528, 0)
  // Eight bytes of content size, a window of 128 MB.
  header.writeUInt8(0xc0, 4)
  header.writeUInt8((27 - 10) << 3, 5)
  header.writeBigUInt64LE(10n * 1024n ** 3n, 6)
  const blocks = Buffer.alloc(81_920 * 4)
  for (let at = 0; at < blocks.length; at += 4) blocks.writeUIntLE((128 * 1024 * 8) | 2, at, 3)
  blocks.writeUInt8(blocks.readUInt8(blocks.length - 4) | 1, blocks.length - 4)
  return Buffer.concat([header, blocks])
}

const bombs: [string, () => Promise<Buffer>][] = [
  ['gzip', async () => (await gzipOfTenGigabytes()).subarray(0, 1_000_000)],
  ['gzip, gzip', async () => gzipSync(await gzipOfTenGigabytes(), { level: 9 })],
  [
    'gzip, br',
    async () =>
      brotliCompressSync(await gzipOfTenGigabytes(), { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  ],
  [
    'br',
    async () =>
      brotliCompressSync(Buffer.alloc(200_000_000), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
  ],
  ['zstd', async () => zstdOfTenGigabytes()],
]

it.each(bombs)('a bomb in %s: 64 KiB are decoded, at once and in little memory', async (encoding, make) => {
  const body = await make()
  expect(body.length).toBeLessThan(largestResponseBytes)
  const receiver = await startReceiver({
    answers: [{ status: 200, headers: { 'content-encoding': encoding }, body }],
  })
  const { send } = testSender()
  const startedMs = performance.now()
  const { heldMb, residentMb } = await growthOf(async () => {
    for (let count = 0; count < 5; count += 1) {
      const attempt = await send(receiver.url)
      expect(attempt).toMatchObject({
        statusCode: 200,
        responseTruncated: true,
        responseBytes: body.length,
        note: null,
      })
      expect(attempt.responseBody.equals(Buffer.alloc(keptResponseBytes))).toBe(true)
    }
  })
  expect(performance.now() - startedMs).toBeLessThan(5_000)
  expect(heldMb).toBeLessThan(10)
  expect(residentMb).toBeLessThan(100)
  await stillSends(send)
})
