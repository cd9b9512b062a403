/** The queues that are photographed: nothing in it, a day's work, values of absurd size, and everything broken. */
import { request } from 'node:http'
import type { Stage } from './stage.ts'
import type { Answering } from './network.ts'

export interface Scene {
  answering: Answering
  /** How much time passes in `prepare`. */
  earlierMs: number
  prepare(stage: Stage): Promise<void>
}

const refused = {
  code: 'refused',
  message:
    'Connection refused on 127.0.0.1:4000: nothing listens there. Start the receiver, or check the port.',
}

const answering: Answering = (url, attempt) => {
  if (url.includes(':4000')) return { error: refused }
  if (url.includes('/flaky') && attempt < 3) {
    return { status: 503, headers: [['retry-after', '30']], body: 'try again later' }
  }
  if (url.includes('/gone')) return { status: 410, body: 'gone' }
  if (url.includes('staging'))
    return { status: 500, body: '{"error":"relation \\"orders\\" does not exist"}' }
  if (url.includes('/slow')) return null
  return { status: 200 }
}

const local = 'http://localhost:3000/hooks'
const order = '{\n  "id": 9007199254740993,\n  "customer": "Ada Lovelace",\n  "total": 19.90\n}'

export type SceneName = 'empty' | 'full' | 'huge' | 'failing'

export const scenes: Record<SceneName, Scene> = {
  empty: { answering, earlierMs: 0, prepare: async () => {} },
  full: { answering, earlierMs: 600_000, prepare: prepareFull },
  huge: { answering, earlierMs: 60_000, prepare: prepareHuge },
  failing: { answering, earlierMs: 600_000, prepare: prepareFailing },
}

async function prepareFull({ run, pass }: Stage): Promise<void> {
  const categories = ['order.created', 'order.paid', 'user.created', 'invoice.sent', 'user.deleted']
  await run('settings.set', { logLevel: 'debug' })
  const shop = await run('endpoint.save', { name: 'Shop', url: local })
  const staging = await run('endpoint.save', {
    name: 'Staging',
    url: 'https://staging.example.com/hooks',
    options: { retrySchedule: ['5s', '30s'], maxAttempts: 3 },
  })
  for (let index = 0; index < 20; index += 1) {
    const category = categories[index % categories.length] ?? ''
    await run('event.send', { endpointIds: [shop.id], category, data: order, copies: 1 + (index % 4) })
    if (index % 5 === 0) await run('event.send', { endpointIds: [staging.id], category, data: order })
    await pass(20_000)
  }
  await run('event.send', { url: 'http://localhost:3000/flaky', category: 'order.paid', data: order })
  await pass(130_000)
  await run('event.send', { url: 'http://localhost:4000/hooks', category: 'user.created', data: order })
  await run('event.send', { url: 'http://localhost:3000/flaky', category: 'invoice.sent', data: order })
  await pass(60_000)
  await run('event.send', { url: 'http://localhost:3000/slow', category: 'report.made', data: order })
  await run('event.send', { url: local, category: 'order.created', data: order, sendAt: 1_800_000_000_000 })
  const { deliveries } = await run('event.send', {
    url: 'http://localhost:3000/slow',
    category: 'user.created',
    data: order,
    sendAt: 1_790_000_000_000,
  })
  await run('delivery.hold', { ids: deliveries.map(({ id }) => id) })
  await keepTemplates(run)
  await receiveSome(run)
  await run('settings.set', { logLevel: 'info' })
  await pass(10_000)
}

async function keepTemplates(run: Stage['run']): Promise<void> {
  const data = '{"id": {{index}}, "at": "{{timestamp}}"}'
  for (const [name, summary] of [
    ['Order created', 'POST http://localhost:3000/hooks order.created'],
    ['A user who cancels', 'POST http://localhost:3000/hooks user.deleted'],
    ['Invoice, every second', 'POST https://staging.example.com/hooks invoice.sent'],
  ] as const)
    await run('template.save', { name, summary, draft: { fields: '{}', data } })
}

/** Real requests to the built-in receiver, the last of them answered well. */
async function receiveSome(run: Stage['run']): Promise<void> {
  const { url } = await run('receiver.start', {})
  await run('receiver.answer', { answers: [503, 503, 200] })
  for (const path of ['orders', 'orders', 'orders', 'users?source=import', 'users'])
    await post(`${url}${path}`)
}

function post(url: string): Promise<unknown> {
  const headers = [
    ['Host', '127.0.0.1:8787'],
    ['Content-Type', 'application/json'],
    ['User-Agent', 'webhook-dispatcher/0.1.0'],
    ['Webhook-Id', '019bbc5e-0001-7000-8000-5eed00001eef'],
    ['Webhook-Timestamp', '1768390200'],
    ['Content-Length', String(Buffer.byteLength(order))],
  ]
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', setHost: false, headers: headers.flat(), agent: false })
    sent.on('response', (answer) => answer.resume().on('end', resolve))
    sent.on('error', reject)
    sent.end(order)
  })
}

async function prepareHuge({ run, pass }: Stage): Promise<void> {
  const long = 'a.very.long.category.name.that.somebody.made.of.a.whole.sentence.'.repeat(3).slice(0, 190)
  const url = `http://a-very-long-subdomain.of-a-very-long-domain.example.com:18443/${'path/'.repeat(40)}?token=${'x'.repeat(200)}`
  const headers = Array.from({ length: 60 }, (_, index): [string, string] => [
    `X-Header-Number-${index}`,
    'value '.repeat(1 + (index % 30)).trim(),
  ])
  const data = JSON.stringify(
    Array.from({ length: 2_000 }, (_, id) => ({ id, name: 'name '.repeat(20), deep: [[[id]]] })),
  )
  await run('event.send', { url, category: long, data, headers, copies: 500 })
  await pass(20_000)
  await run('event.send', {
    url: 'http://localhost:4000/hooks',
    category: long,
    data: '{}',
    retrySchedule: ['1s'],
    maxAttempts: 1_000,
  })
  await pass(30_000)
  await run('endpoint.save', {
    name: 'An endpoint whose name is as long as names can be, so that nobody can read it',
    url,
  })
  await pass(10_000)
}

async function prepareFailing({ run, pass }: Stage): Promise<void> {
  const dead = await run('endpoint.save', {
    name: 'Nothing listens',
    url: 'http://localhost:4000/hooks',
    options: { breaker: { failures: 3, probeAfterMs: 60_000 } },
  })
  const gone = await run('endpoint.save', { name: 'Gone', url: 'http://localhost:3000/gone' })
  const policy = { retrySchedule: ['1s', '5s'], maxAttempts: 3 }
  const broken = await run('endpoint.save', {
    name: 'Broken',
    url: 'https://staging.example.com/hooks',
    options: policy,
  })
  for (const id of [dead.id, broken.id, gone.id]) {
    await run('event.send', { endpointIds: [id], category: 'order.created', data: order, copies: 6 })
    await pass(60_000)
  }
  await run('event.send', { endpointIds: [broken.id], category: 'invoice.sent', data: order, copies: 3 })
  await pass(420_000)
}
