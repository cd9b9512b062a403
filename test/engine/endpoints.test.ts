/** Saved destinations: their names, their options as defaults of new events, and what is left when one is deleted. */
import { expect, it } from 'vitest'
import { defaultEndpointOptions } from '../../src/shared/endpoint.ts'
import type { HeaderList } from '../../src/shared/model.ts'
import { startTestEngine } from '../support/engine.ts'
import { startReceiver } from '../support/receiver.ts'

const url = 'http://127.0.0.1:1/hooks'

it('a new one has the defaults, and is there after a restart', async () => {
  const first = startTestEngine()
  const saved = await first.run('endpoint.save', {
    name: ' Orders ',
    url,
    options: { ordered: true, method: 'PUT' },
  })
  expect(saved).toMatchObject({
    name: 'Orders',
    url,
    saved: true,
    zstdSupport: 'unknown',
    paused: null,
    lastOutcome: null,
    options: { ...defaultEndpointOptions, ordered: true, method: 'PUT' },
  })
  await first.stop()
  const second = startTestEngine(first)
  expect(await second.run('endpoint.show', { id: saved.id })).toEqual(saved)
  expect((await second.run('snapshot.get', {})).endpoints).toMatchObject([{ id: saved.id, name: 'Orders' }])
})

it('a change keeps what it leaves out, and null asks the settings again', async () => {
  const engine = startTestEngine()
  const { id } = await engine.run('endpoint.save', {
    name: 'A',
    url,
    options: { maxAttempts: 3, jitterPercent: 10 },
  })
  await engine.run('endpoint.save', { id, options: { jitterPercent: 20 } })
  await engine.run('endpoint.save', { id, name: 'B' })
  expect(await engine.run('endpoint.show', { id })).toMatchObject({
    name: 'B',
    url,
    options: { maxAttempts: 3, jitterPercent: 20 },
  })
  await engine.run('endpoint.save', { id, options: { maxAttempts: null } })
  expect((await engine.run('endpoint.show', { id })).options).toEqual({
    ...defaultEndpointOptions,
    jitterPercent: 20,
  })
})

it('a URL that was sent to becomes the saved one, and keeps what is remembered of it', async () => {
  const receiver = await startReceiver({ answers: [415, 200] })
  const engine = startTestEngine()
  const [id = ''] = await engine.send({ url: `${receiver.url}?a=1`, data: JSON.stringify('x'.repeat(2_000)) })
  const { endpointId } = await engine.reaches(id, 'delivered')
  const saved = await engine.run('endpoint.save', { name: 'Mine', url: receiver.url })
  expect(saved).toMatchObject({
    id: endpointId,
    zstdSupport: 'refuses',
    lastOutcome: 'delivered',
    counts: { delivered: 1 },
  })
  expect((await engine.run('endpoint.list', {})).endpoints).toHaveLength(1)
})

it('another place of one that was saved is not known to refuse zstd', async () => {
  const receiver = await startReceiver({ answers: [415, 200] })
  const engine = startTestEngine()
  const { id } = await engine.run('endpoint.save', { name: 'A', url: receiver.url })
  const [delivery = ''] = await engine.send({ endpointIds: [id], data: JSON.stringify('x'.repeat(2_000)) })
  await engine.reaches(delivery, 'delivered')
  expect(await engine.run('endpoint.save', { id, url: `${receiver.url}?b` })).toMatchObject({
    zstdSupport: 'refuses',
  })
  expect(await engine.run('endpoint.save', { id, url: `${receiver.url}/b` })).toMatchObject({
    zstdSupport: 'unknown',
  })
})

it('names are unique, also those that come from the URL', async () => {
  const engine = startTestEngine()
  const first = await engine.run('endpoint.save', { name: 'A', url })
  const taken = { code: 'endpoint_exists', details: { field: 'name' } }
  expect(await engine.refused('endpoint.save', { name: 'A', url: 'http://x/' })).toMatchObject(taken)
  await engine.run('endpoint.save', { id: first.id, name: 'A' })
  const second = await engine.run('endpoint.save', { url })
  expect(second).toMatchObject({ name: '127.0.0.1:1/hooks' })
  expect(await engine.refused('endpoint.save', { url })).toMatchObject(taken)
  expect(await engine.refused('endpoint.save', { id: second.id, name: 'A' })).toMatchObject(taken)
  expect((await engine.run('endpoint.list', { saved: true })).endpoints.map(({ name }) => name)).toEqual([
    '127.0.0.1:1/hooks',
    'A',
  ])
})

it('its options are the defaults of new events, and an event may have others', async () => {
  const engine = startTestEngine()
  const headers: HeaderList = [
    ['X-Key', 'theirs'],
    ['X-Kept', '1'],
  ]
  const options = {
    method: 'PUT',
    headers,
    bodyMode: 'raw' as const,
    contentType: 'text/plain',
    compression: 'gzip' as const,
    retrySchedule: ['1d'],
    maxAttempts: 3,
  }
  const { id } = await engine.run('endpoint.save', { name: 'A', url, options })
  await engine.run('queue.pause', {})
  const show = async (more: object) => {
    const [delivery = ''] = await engine.send({ endpointIds: [id], ...more })
    return engine.run('delivery.show', { id: delivery })
  }
  expect(await show({ data: 'no JSON' })).toMatchObject({
    ...options,
    url,
    endpointId: id,
    retrySchedule: ['24h'],
  })
  const own = {
    method: 'POST',
    bodyMode: 'envelope',
    contentType: 'application/json',
    compression: 'off',
    retrySchedule: [],
    maxAttempts: 0,
  }
  expect(await show({ ...own, headers: [['x-key', 'mine']] })).toMatchObject({
    ...own,
    headers: [
      ['X-Kept', '1'],
      ['x-key', 'mine'],
    ],
  })
})

it('what it leaves open is as the settings say at that moment', async () => {
  const engine = startTestEngine()
  const { id } = await engine.run('endpoint.save', { name: 'A', url })
  await engine.run('queue.pause', {})
  const settings = { compression: 'off' as const, retrySchedule: ['7s'], maxAttempts: 7 }
  await engine.run('settings.set', settings)
  const [delivery = ''] = await engine.send({ endpointIds: [id] })
  await engine.run('settings.set', { maxAttempts: 8 })
  expect(await engine.run('delivery.show', { id: delivery })).toMatchObject(settings)
})

it('a bare URL of its place belongs to it, and has no options of it', async () => {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  const [before = ''] = await engine.send({ url: `${url}/b` })
  const { id } = await engine.run('endpoint.save', { name: 'A', url, options: { method: 'PUT' } })
  const [delivery = ''] = await engine.send({ url: `${url}?x=1` })
  expect(await engine.run('delivery.show', { id: delivery })).toMatchObject({
    endpointId: id,
    method: 'POST',
    url: `${url}?x=1`,
  })
  expect((await engine.run('delivery.show', { id: before })).endpointId).not.toBe(id)
})

it('a change changes nothing that was accepted before', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  const { id } = await engine.run('endpoint.save', {
    name: 'A',
    url: `${receiver.url}/old`,
    options: { headers: [['X-Version', 'old']], retrySchedule: ['1s'] },
  })
  await engine.run('queue.pause', {})
  const [delivery = ''] = await engine.send({ endpointIds: [id] })
  const accepted = await engine.run('delivery.show', { id: delivery })
  await engine.run('endpoint.save', {
    id,
    url: `${receiver.url}/new`,
    options: {
      headers: [['X-Version', 'new']],
      bodyMode: 'raw',
      method: 'PUT',
      retrySchedule: ['9s'],
      maxAttempts: 9,
    },
  })
  expect(await engine.run('delivery.show', { id: delivery })).toEqual(accepted)
  await engine.run('queue.resume', {})
  await engine.reaches(delivery, 'delivered')
  expect(receiver.requests[0]).toMatchObject({
    path: '/hooks/old',
    method: 'POST',
    headers: { 'x-version': 'old' },
  })
})

it('its timeout is asked at each attempt', async () => {
  const receiver = await startReceiver({ answers: ['hang'] })
  const engine = startTestEngine()
  const { id } = await engine.run('endpoint.save', {
    name: 'A',
    url: receiver.url,
    options: { requestTimeoutMs: 1_000 },
  })
  const [delivery = ''] = await engine.send({ endpointIds: [id], retrySchedule: ['1h'] })
  await receiver.waitFor(1)
  engine.clock.advance(1_000)
  expect(await engine.reaches(delivery, 'retrying')).toMatchObject({ lastErrorCode: 'timeout_response' })
  await engine.run('endpoint.save', { id, options: { requestTimeoutMs: 20_000 } })
  await engine.run('delivery.retry', { ids: [delivery] })
  await receiver.waitFor(2)
  engine.clock.advance(19_000)
  await engine.turn()
  expect(await engine.run('delivery.show', { id: delivery })).toMatchObject({ state: 'sending' })
  engine.clock.advance(1_000)
  expect(await engine.reaches(delivery, 'retrying')).toMatchObject({ attemptCount: 2 })
})

it('deleted with deliveries, they stay and go on without its options', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  const { id } = await engine.run('endpoint.save', {
    name: 'A',
    url: receiver.url,
    options: { ordered: true },
  })
  await engine.run('endpoint.pause', { id })
  const deliveries = await engine.send({ endpointIds: [id], copies: 3 })
  await engine.run('endpoint.delete', { id })
  for (const delivery of deliveries) await engine.reaches(delivery, 'delivered')
  expect(await engine.run('endpoint.show', { id })).toMatchObject({
    saved: false,
    name: `127.0.0.1:${receiver.port}/hooks`,
    paused: null,
    options: defaultEndpointOptions,
    counts: { delivered: 3 },
  })
  expect((await engine.run('endpoint.list', { saved: true })).endpoints).toEqual([])
})

it('deleted without deliveries, nothing is left', async () => {
  const engine = startTestEngine()
  const { id } = await engine.run('endpoint.save', { name: 'A', url })
  expect(await engine.run('endpoint.delete', { id })).toEqual({ id })
  expect((await engine.run('endpoint.list', {})).endpoints).toEqual([])
  expect(await engine.refused('endpoint.show', { id })).toMatchObject({ code: 'endpoint_unknown' })
  await engine.run('endpoint.save', { name: 'A', url })
})

it('one that comes after a deleted one has its own options: its order was ignored', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  const first = await engine.run('endpoint.save', { name: 'A', url: `${receiver.url}/a` })
  const ids = await engine.send({ endpointIds: [first.id] })
  await engine.reaches(ids[0] ?? '', 'delivered')
  await engine.run('delivery.delete', { ids })
  await engine.run('endpoint.delete', { id: first.id })
  const second = await engine.run('endpoint.save', {
    name: 'B',
    url: `${receiver.url}/b`,
    options: { ordered: true },
  })
  receiver.setAnswers(['hang'])
  await engine.send({ endpointIds: [second.id], copies: 3 })
  await engine.turn()
  expect((await engine.run('endpoint.show', { id: second.id })).counts).toMatchObject({
    sending: 1,
    queued: 2,
  })
})

it('an event that is refused leaves no endpoint behind: the next one to its URL was refused', async () => {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  const [origin = ''] = await engine.send({ url, eventId: 'evt_1' })
  const elsewhere = 'http://127.0.0.1:1/elsewhere'
  await engine.refused('event.send', { url: elsewhere, eventId: 'evt_1', category: 'c', data: '{}' })
  await engine.refused('delivery.replay', { ids: [origin, 'nobody'], edits: { url: elsewhere } })
  expect((await engine.run('endpoint.list', {})).endpoints).toHaveLength(1)
  const [id = ''] = await engine.send({ url: elsewhere })
  expect(await engine.run('delivery.show', { id })).toMatchObject({ url: elsewhere })
})
