import { type IncomingMessage, request as httpRequest } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import type { FeedBatch } from '../../src/shared/events.ts'
import { testClock } from '../support/clock.ts'
import { askApi, postEvent, serveEngine, value } from './real-setting.ts'
import { type Served, serve } from './setting.ts'

interface StreamEvent {
  id?: string
  event?: string
  data?: string
  /** A line that says nothing. */
  comment?: true
}

interface Stream {
  status: number
  headers: Record<string, string | string[] | undefined>
  next(): Promise<StreamEvent>
  /** Whether it ended in order. */
  ended: Promise<boolean>
  /** Reads no more, and again: only who reads learns of the end. */
  pause(): void
  resume(): void
  close(): void
}

/** A reader of Server-Sent Events as the HTML standard parses them, as far as this server writes them. */
async function openStream(served: Served, { after = '', lastId = '' } = {}): Promise<Stream> {
  const headers = {
    authorization: `Bearer ${served.server.token}`,
    ...(lastId && { 'last-event-id': lastId }),
  }
  const asking = httpRequest({
    host: '127.0.0.1',
    port: served.port,
    path: `/api/stream${after && `?after=${after}`}`,
    headers,
    agent: false,
  })
  asking.end()
  asking.on('error', () => {})
  onTestFinished(() => void asking.destroy())
  const response = await new Promise<IncomingMessage>((resolve) => {
    asking.once('response', resolve)
  })
  const inbox: StreamEvent[] = []
  const readers: ((event: StreamEvent) => void)[] = []
  let text = ''
  response.setEncoding('utf8')
  response.on('data', (chunk: string) => {
    const blocks = (text + chunk).split('\n\n')
    text = blocks.pop() ?? ''
    for (const event of blocks.map(parsed)) {
      const reader = readers.shift()
      if (reader) reader(event)
      else inbox.push(event)
    }
  })
  const ended = new Promise<boolean>((resolve) => {
    response.once('end', () => resolve(true))
    response.once('error', () => resolve(false))
    response.once('aborted', () => resolve(false))
  })
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    ended,
    pause: () => void response.pause(),
    resume: () => void response.resume(),
    close: () => void asking.destroy(),
    next: () => {
      const event = inbox.shift()
      return event ? Promise.resolve(event) : new Promise((resolve) => readers.push(resolve))
    },
  }
}

function parsed(block: string): StreamEvent {
  const lines = block.split('\n').map((line) => line.split(/: ?(.*)/s))
  if (lines[0]?.[0] === '') return { comment: true }
  return Object.fromEntries(lines) as StreamEvent
}

/** Past the line that says when to come back. */
async function opened(served: Served, asked: { after?: string; lastId?: string } = {}): Promise<Stream> {
  const stream = await openStream(served, asked)
  expect(await stream.next()).toEqual({ retry: '2000' })
  return stream
}

const batch = (number: number, id = 'a'): FeedBatch => ({
  number,
  events: [{ name: 'deliveries.deleted', ids: [id] }],
})
const publish = ({ engine }: Served, from: number, to: number): void => {
  for (let number = from; number <= to; number += 1) engine.publish(batch(number))
}

test('a sent event is seen on its way, from a snapshot without a gap', async () => {
  const served = await serveEngine({ localApi: true })
  const { number } = (await value(served, 'snapshot.get')) as { number: number }
  const stream = await opened(served, { after: String(number) })
  expect(stream.status).toBe(200)
  expect(stream.headers).toMatchObject({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  const sent = await postEvent(served, '{"url":"http://127.0.0.1:1/","category":"seen","data":{}}')
  expect(sent.status).toBe(201)
  const seen: FeedBatch[] = []
  while (!JSON.stringify(seen).includes('"category":"seen"')) {
    const { event, data = '', id = '' } = await stream.next()
    expect(event).toBe('batch')
    const got = JSON.parse(data) as FeedBatch
    expect(id).toMatch(new RegExp(`^${got.number}-[0-9a-f]{8}$`))
    seen.push(got)
  }
  expect(seen.map((one) => one.number)).toEqual(seen.map((_, index) => number + 1 + index))
})

test('whoever comes back with the id of the last event, or its number, gets what came in between', async () => {
  const served = await serve({ localApi: true })
  const first = await opened(served)
  publish(served, 2, 3)
  const ids = [(await first.next()).id ?? '', (await first.next()).id ?? '']
  first.close()
  publish(served, 4, 5)
  for (const asked of [
    { lastId: ids[1] ?? '' },
    { after: '3' },
    { after: ids[1] ?? '' },
    { after: '2', lastId: ids[1] ?? '' },
  ]) {
    const again = await opened(served, asked)
    expect(JSON.parse((await again.next()).data ?? '')).toEqual(batch(4))
    expect(JSON.parse((await again.next()).data ?? '')).toEqual(batch(5))
  }
  const upToDate = await opened(served, { after: '5' })
  publish(served, 6, 6)
  expect(JSON.parse((await upToDate.next()).data ?? '')).toEqual(batch(6))
})

test('where a batch is gone, or was of another run, the first event says to take a snapshot', async () => {
  const served = await serve({ localApi: true })
  const first = await opened(served)
  publish(served, 2, 1_010)
  const { id = '' } = await first.next()
  expect(id).toMatch(/^2-/)
  for (const asked of [{ lastId: id }, { after: '1011' }, { after: '9' }, { after: '1005-00000000' }]) {
    const again = await opened(served, asked)
    const reset = await again.next()
    expect(reset.event).toBe('reset')
    expect(JSON.parse(reset.data ?? '')).toMatchObject({ latest: 1_010 })
    expect(reset.id).toBe(`1010-${id.slice(2)}`)
    again.close()
  }
  const complete = await opened(served, { after: '10' })
  expect((await complete.next()).id).toMatch(/^11-/)
})

test('kept batches are bounded in size too', async () => {
  const served = await serve({ localApi: true })
  const large = 'x'.repeat(1024 * 1024)
  for (let number = 2; number <= 8; number += 1) served.engine.publish(batch(number, large))
  expect((await (await opened(served, { after: '4' })).next()).event).toBe('reset')
  expect((await (await opened(served, { after: '5' })).next()).id).toMatch(/^6-/)
})

test.each(['x', '-1', '1.5', '17-x', '1-0000000g'])('the place %j is a problem', async (after) => {
  const served = await serve({ localApi: true })
  const answered = await askApi(served, { path: `/api/stream?after=${after}` })
  expect(JSON.parse(answered.text)).toMatchObject({ status: 400, code: 'after_invalid' })
})

test('every 15 seconds a comment keeps it alive, while somebody reads', async () => {
  const clock = testClock()
  const served = await serve({ clock, localApi: true })
  expect(clock.armed()).toBe(0)
  const streams = [await opened(served), await opened(served)]
  expect([clock.armed(), clock.soonest()]).toEqual([1, 15_000])
  for (let round = 0; round < 3; round += 1) {
    clock.advance(15_000)
    for (const stream of streams) expect(await stream.next()).toEqual({ comment: true })
  }
  await served.server.close()
  expect(clock.armed()).toBe(0)
})

test('a reader that does not read is dropped at 8 MB; the others go on', async () => {
  const served = await serve({ localApi: true })
  const [slow, quick] = [await opened(served), await opened(served)]
  slow.pause()
  const large = 'x'.repeat(1024 * 1024)
  for (let number = 2; number <= 40; number += 1) {
    served.engine.publish(batch(number, large))
    expect((await quick.next()).id).toMatch(new RegExp(`^${number}-`))
  }
  slow.resume()
  expect(await slow.ended).toBe(false)
  publish(served, 41, 41)
  expect((await quick.next()).id).toMatch(/^41-/)
})

test('closing ends streams in order, and at once', async () => {
  const served = await serve({ localApi: true })
  const stream = await opened(served)
  publish(served, 2, 2)
  const startedAt = performance.now()
  await served.server.close()
  expect((await stream.next()).id).toMatch(/^2-/)
  expect(await stream.ended).toBe(true)
  expect(performance.now() - startedAt).toBeLessThan(900)
})
