import { expect, it } from 'vitest'
import { startTestEngine } from '../support/engine.ts'
import { startReceiver } from '../support/receiver.ts'

const large = { category: 'c', data: JSON.stringify('x'.repeat(2_000)) }
const small = { category: 'c', data: '"x"' }

it('compresses above 1,024 bytes, and not below', async () => {
  const receiver = await startReceiver({ answers: [200] })
  const engine = startTestEngine()
  await engine.run('event.send', { ...large, url: receiver.url })
  await engine.run('queue.drain', {})
  await engine.run('event.send', { ...small, url: receiver.url })
  await engine.run('queue.drain', {})
  const [first, second] = receiver.requests
  expect(first?.headers['content-encoding']).toBe('zstd')
  expect(first?.body.length).toBeLessThan(500)
  expect(first?.decoded.toString()).toContain(`"data":${large.data}}`)
  expect(second?.headers['content-encoding']).toBeUndefined()
})

it('auto: an answer 400 from an endpoint never seen to read zstd is retried at once without it, and remembered', async () => {
  const receiver = await startReceiver({ answers: [400, 200] })
  const engine = startTestEngine()
  const { deliveries } = await engine.run('event.send', { ...large, url: receiver.url })
  const done = await engine.reaches(deliveries[0]?.id ?? '', 'delivered')
  expect(done).toMatchObject({ attemptCount: 1, attemptMarks: 'fd' })
  expect(done.attempts.map(({ number, contentEncoding, note }) => [number, contentEncoding, note])).toEqual([
    [1, 'zstd', expect.stringContaining('without compression')],
    [1, null, 'Retried without compression.'],
  ])
  await engine.run('event.send', { ...large, url: receiver.url })
  await engine.run('queue.drain', {})
  expect(receiver.requests.map(({ headers }) => headers['content-encoding'])).toEqual([
    'zstd',
    undefined,
    undefined,
  ])
  expect((await engine.run('snapshot.get', {})).endpoints[0]?.zstdSupport).toBe('refuses')
})

it('auto: where the second one fails too, its answer counts and nothing is remembered', async () => {
  const receiver = await startReceiver({ answers: [500, 503] })
  const engine = startTestEngine()
  const { deliveries } = await engine.run('event.send', {
    ...large,
    url: receiver.url,
    retrySchedule: ['1h'],
  })
  const waiting = await engine.reaches(deliveries[0]?.id ?? '', 'retrying')
  expect(waiting).toMatchObject({ attemptCount: 1, lastStatusCode: 503 })
  expect((await engine.run('snapshot.get', {})).endpoints[0]?.zstdSupport).toBe('unknown')
})

it('auto: an endpoint that has accepted zstd is believed when it answers 500, but 415 is believed at once', async () => {
  const receiver = await startReceiver({ answers: [200, 500, 415, 200] })
  const engine = startTestEngine()
  const send = async (): Promise<string> =>
    (await engine.run('event.send', { ...large, url: receiver.url, retrySchedule: ['1h'] })).deliveries[0]
      ?.id ?? ''
  await engine.reaches(await send(), 'delivered')
  const failed = await engine.reaches(await send(), 'retrying')
  expect(failed.attempts).toHaveLength(1)
  const refused = await engine.reaches(await send(), 'delivered')
  expect(refused.attempts.map(({ statusCode }) => statusCode)).toEqual([415, 200])
  expect((await engine.run('snapshot.get', {})).endpoints[0]?.zstdSupport).toBe('refuses')
})

it('zstd sends it whatever comes back; off never does; a person who encodes is left alone', async () => {
  const receiver = await startReceiver({ answers: [500] })
  const engine = startTestEngine()
  const send = async (more: Record<string, unknown>): Promise<void> => {
    const { deliveries } = await engine.run('event.send', {
      ...large,
      url: receiver.url,
      maxAttempts: 1,
      ...more,
    })
    await engine.reaches(deliveries[0]?.id ?? '', 'failed')
  }
  await send({ compression: 'zstd' })
  await send({ compression: 'off' })
  await send({ headers: [['Content-Encoding', 'identity']] })
  expect(receiver.requests.map(({ headers }) => headers['content-encoding'])).toEqual([
    'zstd',
    undefined,
    'identity',
  ])
})
