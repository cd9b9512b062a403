/** Placeholders of an event: expanded for each copy when it is accepted, and then never again. */
import { expect, it } from 'vitest'
import { startTestEngine } from '../support/engine.ts'
import { startReceiver } from '../support/receiver.ts'

const event = { category: 'c', placeholders: true, bodyMode: 'raw' as const }

it('each copy has its own payload, headers, category and URL', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  const { deliveries } = await engine.run('event.send', {
    ...event,
    url: `${receiver.url}/{{index}}?of={{copies}}`,
    category: 'order.{{random.of created}}',
    headers: [['X-Event', '{{event.id}}/{{now.ms}}']],
    data: '{"id":"{{uuid}}","due":{{due.ms}},"kept":"{{{{name}}"}',
    copies: 2,
    everyMs: 1_000,
  })
  const now = engine.clock.now()
  engine.clock.advance(1_000)
  for (const { id } of deliveries) await engine.reaches(id, 'delivered')
  const bodies = [1, 2].map((index) => {
    const request = receiver.requests.find(({ path }) => path === `/hooks/${index}?of=2`)
    const { eventId } = deliveries[index - 1] ?? {}
    expect(request?.headers).toMatchObject({ 'x-event': `${eventId}/${now}`, 'webhook-id': eventId })
    return JSON.parse(request?.body.toString() ?? '') as { id: string; due: number; kept: string }
  })
  expect(deliveries.map(({ category }) => category)).toEqual(['order.created', 'order.created'])
  expect(bodies.map(({ due }) => due)).toEqual([now, now + 1_000])
  expect(bodies.map(({ kept }) => kept)).toEqual(['{{name}}', '{{name}}'])
  expect(bodies[0]?.id).not.toBe(bodies[1]?.id)
})

it('every attempt sends the same bytes', async () => {
  const receiver = await startReceiver({ answers: [500, 200] })
  const engine = startTestEngine()
  const data = '{"id":"{{uuid}}","at":"{{now}}","n":{{random.int}}}'
  const [id = ''] = await engine.send({ ...event, url: receiver.url, data, retrySchedule: ['1s'] })
  await engine.reaches(id, 'retrying')
  engine.clock.advance(1_000)
  await engine.reaches(id, 'delivered')
  const [first, second] = receiver.requests.map(({ body }) => body.toString())
  expect(second).toBe(first)
  expect((await engine.run('delivery.body', { id })).data).toBe(first)
})

it('without the switch braces are text, byte for byte', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  const data = '{"text":"{{uuid}} {{#each}} {{{{ {{"}'
  const [id = ''] = await engine.send({ url: receiver.url, category: '{{c}}', bodyMode: 'raw', data })
  await engine.reaches(id, 'delivered')
  expect(receiver.requests[0]?.body.toString()).toBe(data)
  expect(await engine.run('delivery.show', { id })).toMatchObject({ category: '{{c}}' })
})

it('endpoints get the same expanded event; their own headers are sent as they are', async () => {
  const receiver = await startReceiver()
  const engine = startTestEngine()
  const headers: [string, string][] = [['X-Own', '{{uuid}}']]
  const endpointIds = [
    await engine.endpoint(`${receiver.url}/a`, { headers }),
    await engine.endpoint(`${receiver.url}/b`, { bodyMode: 'raw' }),
  ]
  const { deliveries } = await engine.run('event.send', {
    endpointIds,
    category: 'c',
    data: '"{{uuid}}"',
    headers: [['X-Id', '{{uuid}}']],
    placeholders: true,
  })
  for (const { id } of deliveries) await engine.reaches(id, 'delivered')
  const at = (path: string) => receiver.requests.find((request) => request.path === path)
  expect(at('/hooks/a')?.headers['x-own']).toBe('{{uuid}}')
  expect(at('/hooks/a')?.headers['x-id']).toBe(at('/hooks/b')?.headers['x-id'])
  expect(at('/hooks/a')?.body.toString()).toContain(`"data":${at('/hooks/b')?.body.toString()}}`)
})

it.each([
  ['data', { data: '{"a":"{{uid}}"}' }, { code: 'placeholder_invalid', says: 'Did you mean "uuid"?' }],
  ['url', { url: 'http://localhost/{{x' }, { code: 'placeholder_invalid', says: 'not closed' }],
  [
    'headers.0.1',
    { headers: [['X', '{{y}}']] },
    { code: 'placeholder_invalid', says: 'There is no placeholder {{y}}' },
  ],
  [
    'data',
    { data: '{"a":{{uuid}}}', bodyMode: 'envelope' },
    { code: 'json_invalid', says: 'line 1, column 6' },
  ],
  [
    'url',
    { url: 'http://localhost:{{random.int 70000 70001}}/' },
    { code: 'url_invalid', says: 'is not a URL' },
  ],
  ['category', { category: 'x'.repeat(190) + '{{uuid}}' }, { code: 'category_invalid', says: 'longer than' }],
])('what is wrong is refused at %s', async (field, change, { code, says }) => {
  const engine = startTestEngine()
  const refused = await engine.refused('event.send', {
    ...event,
    url: 'http://127.0.0.1:1/',
    data: '1',
    ...change,
  })
  expect(refused).toMatchObject({ code, details: { field } })
  expect(refused.message).toContain(says)
})

it('one copy that is wrong takes all of them back', async () => {
  const engine = startTestEngine()
  await engine.run('queue.pause', {})
  const data = '{{random.of 1 2 3 4 5 6 x}}'
  const send = { url: 'http://127.0.0.1:1/{{index}}', category: 'c', data, placeholders: true, copies: 100 }
  const refused = await engine.refused('event.send', send)
  expect(refused).toMatchObject({ code: 'json_invalid', details: { field: 'data', position: 0 } })
  expect(refused.message).toMatch(/\(copy \d+ of 100; none was accepted\)$/)
  expect(await engine.counts()).toMatchObject({ queued: 0, held: 0 })
  expect((await engine.run('endpoint.list', {})).endpoints).toEqual([])
})
