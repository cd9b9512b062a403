/** Payloads of every size and content arrive as they were typed, byte for byte. */
import { expect, it } from 'vitest'
import { largestDataBytes } from '../../src/shared/limits.ts'
import { startTestEngine } from '../support/engine.ts'
import { seededRandom } from '../support/random.ts'
import { startReceiver } from '../support/receiver.ts'

/** What is claimed together with its payload ends here; see `dispatch/claim.ts`. */
const readAheadBytes = 16 * 1024

/** Text of so many bytes in UTF-8, with NUL and other characters that get lost easily. */
function oddText(bytes: number, seed = 1): string {
  const random = seededRandom(seed)
  const parts = ['\0', 'a', '"', '\\', '\r\n', '\u2028', 'é', '😀', '\ufeff', '%', '\x7f']
  let text = ''
  let length = 0
  while (length < bytes) {
    const part = bytes - length < 4 ? '\0' : (parts[Math.floor(random() * parts.length)] ?? '')
    text += part
    length += Buffer.byteLength(part)
  }
  return text
}

const raw = { bodyMode: 'raw', contentType: 'text/plain', compression: 'off' } as const

it.each([0, 1, readAheadBytes - 1, readAheadBytes, readAheadBytes + 1, 100_000])(
  '%d bytes of odd text, raw',
  async (bytes) => {
    const receiver = await startReceiver()
    const engine = startTestEngine()
    const data = oddText(bytes)
    const [id = ''] = await engine.send({ ...raw, url: receiver.url, data })
    const shown = await engine.reaches(id, 'delivered')
    expect(receiver.requests[0]?.body.equals(Buffer.from(data))).toBe(true)
    expect(shown).toMatchObject({ bodyBytes: Buffer.byteLength(data) })
    expect(await engine.run('delivery.body', { id })).toEqual({ data, body: data })
  },
)

it.each(['off', 'zstd', 'gzip'] as const)(
  'a large envelope holds the payload as it was typed: %s',
  async (compression) => {
    const receiver = await startReceiver()
    const engine = startTestEngine()
    const data = `{ "big": 12345678901234567890,\n\t"text": ${JSON.stringify(oddText(100_000))} }`
    const [id = ''] = await engine.send({ url: receiver.url, data, compression })
    const { attempts } = await engine.reaches(id, 'delivered')
    const [request] = receiver.requests
    expect(request?.decoded.toString().endsWith(`,"data":${data}}`)).toBe(true)
    expect(attempts[0]).toMatchObject({ requestBytes: request?.body.length })
  },
)

it('an edited payload, small or large, goes out in place of the one of its event', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  const [id = ''] = await engine.send({ ...raw, url: receiver.url, data: oddText(50) })
  await engine.reaches(id, 'delivered')
  for (const bytes of [0, 20, 50_000]) {
    const data = oddText(bytes, 2)
    const [copy] = (await engine.run('delivery.replay', { ids: [id], edits: { data } })).deliveries
    await engine.reaches(copy?.id ?? '', 'delivered')
    expect(receiver.requests.at(-1)?.body.equals(Buffer.from(data))).toBe(true)
  }
})

it('many at once, also after a restart', async () => {
  const receiver = await startReceiver()
  const first = startTestEngine()
  await first.run('queue.pause', {})
  const sent = new Map<string, string>()
  for (let seed = 1; seed <= 30; seed += 1) {
    const data = oddText(seed % 2 === 0 ? 200 : 80_000, seed)
    const { deliveries } = await first.run('event.send', { ...raw, url: receiver.url, category: 'c', data })
    sent.set(deliveries[0]?.eventId ?? '', data)
  }
  await first.stop()
  const second = startTestEngine({ dataDir: first.dataDir })
  await second.run('queue.resume', {})
  await second.run('queue.drain', {})
  expect(receiver.requests).toHaveLength(30)
  for (const { headers, body } of receiver.requests) {
    expect(body.equals(Buffer.from(sent.get(headers['webhook-id'] ?? '') ?? '?'))).toBe(true)
  }
})

it('the largest that is accepted, and not a byte more', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  const data = 'x'.repeat(largestDataBytes)
  const [id = ''] = await engine.send({ ...raw, url: receiver.url, data })
  await engine.reaches(id, 'delivered')
  expect(receiver.requests[0]?.body.length).toBe(largestDataBytes)
  const event = { ...raw, url: receiver.url, category: 'c', data: `${data}x` }
  expect(await engine.refused('event.send', event)).toMatchObject({ code: 'body_too_large' })
})
