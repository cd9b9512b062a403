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

it('gzip: sends it, and believes what comes back, 415 too', async () => {
  const receiver = await startReceiver({ answers: [200, 415] })
  const engine = startTestEngine()
  const send = async (): Promise<string> =>
    (await engine.send({ ...large, url: receiver.url, compression: 'gzip', maxAttempts: 1 }))[0] ?? ''
  await engine.reaches(await send(), 'delivered')
  const failed = await engine.reaches(await send(), 'failed')
  expect(failed).toMatchObject({ attemptCount: 1, lastStatusCode: 415 })
  expect(failed.attempts).toMatchObject([{ contentEncoding: 'gzip', note: null }])
  const [request] = receiver.requests
  expect(request?.headers['content-encoding']).toBe('gzip')
  expect(request?.body.subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]))
  expect(request?.decoded.toString()).toContain(`"data":${large.data}}`)
  expect((await engine.run('snapshot.get', {})).endpoints[0]?.zstdSupport).toBe('unknown')
})

it.each(['gzip', 'zstd'] as const)('%s: a small body goes out as it is', async (compression) => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  const [id = ''] = await engine.send({ ...small, url: receiver.url, compression })
  const { attempts } = await engine.reaches(id, 'delivered')
  expect(receiver.requests[0]?.headers['content-encoding']).toBeUndefined()
  expect(attempts[0]).toMatchObject({
    contentEncoding: null,
    requestBytes: receiver.requests[0]?.body.length,
  })
})

it.each(['zstd', 'gzip', 'off'] as const)(
  'the choice of an endpoint counts, and that of an event wins: %s',
  async (choice) => {
    const receiver = await startReceiver()
    const engine = startTestEngine()
    await engine.run('settings.set', { compression: 'off' })
    const id = await engine.endpoint(receiver.url, { compression: choice })
    await engine.send({ ...large, endpointIds: [id] })
    await engine.run('queue.drain', {})
    await engine.send({ ...large, endpointIds: [id], compression: 'gzip' })
    await engine.run('queue.drain', {})
    expect(receiver.requests.map(({ headers }) => headers['content-encoding'] ?? 'off')).toEqual([
      choice,
      'gzip',
    ])
  },
)

it('auto: what is remembered is of one endpoint, by its place, and outlives a restart', async () => {
  const receiver = await startReceiver({ answers: [415, 200] })
  const first = startTestEngine()
  await first.send({ ...large, url: `${receiver.url}/a` })
  await first.run('queue.drain', {})
  await first.stop()
  const second = startTestEngine({ dataDir: first.dataDir })
  for (const path of ['a?again', 'b']) {
    await second.send({ ...large, url: `${receiver.url}/${path}` })
    await second.run('queue.drain', {})
  }
  expect(receiver.requests.map(({ path, headers }) => [path, headers['content-encoding']])).toEqual([
    ['/hooks/a', 'zstd'],
    ['/hooks/a', undefined],
    ['/hooks/a?again', undefined],
    ['/hooks/b', 'zstd'],
  ])
})

it('auto: both rows of a fallback carry the same number, and what follows the next one', async () => {
  const receiver = await startReceiver({ answers: [415, 500, 200] })
  const engine = startTestEngine()
  const [id = ''] = await engine.send({ ...large, url: receiver.url, retrySchedule: ['1h'] })
  expect(await engine.reaches(id, 'retrying')).toMatchObject({ attemptCount: 1, attemptMarks: 'ff' })
  engine.clock.advance(3_600_000)
  const { attempts } = await engine.reaches(id, 'delivered')
  expect(
    attempts.map(({ number, statusCode, contentEncoding }) => [number, statusCode, contentEncoding]),
  ).toEqual([
    [1, 415, 'zstd'],
    [1, 500, null],
    [2, 200, null],
  ])
  expect(receiver.requests.map(({ headers }) => headers['webhook-attempt'])).toEqual(['1', '1', '2'])
  expect(new Set(receiver.requests.map(({ decoded }) => decoded.toString())).size).toBe(1)
})

it.each([301, 501, 502, 503])('auto: %d says nothing of compression', async (status) => {
  const receiver = await startReceiver({ answers: [status, 200] })
  const engine = startTestEngine()
  const [id = ''] = await engine.send({ ...large, url: receiver.url, retrySchedule: ['1h'] })
  expect((await engine.reaches(id, 'retrying')).attempts).toHaveLength(1)
})

it.each([401, 404, 422, 500])('auto: %d may be about it', async (status) => {
  const receiver = await startReceiver({ answers: [status, 200] })
  const engine = startTestEngine()
  const [id = ''] = await engine.send({ ...large, url: receiver.url, retrySchedule: ['1h'] })
  expect((await engine.reaches(id, 'delivered')).attempts).toHaveLength(2)
})

it('auto: a request that finds nobody is not sent twice', async () => {
  const receiver = await startReceiver()
  await receiver.close()
  const engine = startTestEngine()
  const [id = ''] = await engine.send({ ...large, url: receiver.url, retrySchedule: ['1h'] })
  expect((await engine.reaches(id, 'retrying')).attempts).toMatchObject([{ errorCode: 'refused' }])
})
