/** The document of the local API: valid by an independent validator, and true: requests made from it alone succeed. */
import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { commands } from '../../src/shared/commands.ts'
import { askApi, type RealServed, serveEngine, value } from './real-setting.ts'

interface Operation {
  operationId: string
  summary: string
  parameters?: { name: string; in: string }[]
  requestBody?: { required: boolean; content: Record<string, { schema: Shape }> }
  responses: Record<string, { content: Record<string, { schema: Shape }> }>
}
interface Shape {
  type?: string
  required?: string[]
  properties?: Record<string, Shape>
  items?: Shape
  minimum?: number
}
interface Document extends Record<string, unknown> {
  openapi: string
  info: { version: string }
  servers: { url: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Shape> }
}

async function documentOf(served: RealServed): Promise<Document> {
  const answered = await askApi(served, { path: '/api/openapi.json' })
  expect([answered.status, answered.headers['content-type']]).toEqual([200, 'application/json'])
  return JSON.parse(answered.text) as Document
}

test('it is valid OpenAPI 3.1, and every reference leads somewhere', async () => {
  const served = await serveEngine({ localApi: true })
  const document = await documentOf(served)
  const validator = new Validator()
  expect(await validator.validate(structuredClone(document))).toEqual({ valid: true })
  expect(validator.version).toBe('3.1')
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)]
  expect(references.length).toBeGreaterThan(50)
  for (const [, name = ''] of references) expect(Object.keys(document.components.schemas)).toContain(name)
})

test('the validator finds what is wrong', async () => {
  const document = await documentOf(await serveEngine({ localApi: true }))
  delete document.paths['/api/events']?.['post']?.responses['201']
  Object.assign(document.paths['/api/stream'] ?? {}, { get: { responses: { '200': {} } } })
  expect(await new Validator().validate(document)).toMatchObject({ valid: false })
})

test('it has every command, each known by its name and with a sentence of its own', async () => {
  const served = await serveEngine({ localApi: true })
  const { paths, info, servers } = await documentOf(served)
  expect([info.version, servers]).toMatchObject(['0.0.0', [{ url: served.server.url }]])
  const names = Object.keys(commands)
  expect(Object.keys(paths)).toEqual([
    '/api/events',
    '/api/stream',
    '/api/openapi.json',
    ...names.map((name) => `/api/commands/${name}`),
  ])
  const operations = Object.values(paths).flatMap((path) => Object.values(path))
  for (const field of ['operationId', 'summary'] as const) {
    expect(new Set(operations.map((operation) => operation[field])).size).toBe(operations.length)
  }
  for (const { summary } of operations) expect(summary).toMatch(/^[A-Z].+\.$/)
})

test('no input is left without a shape: numbers have their range, defaults need not be given', async () => {
  const { paths } = await documentOf(await serveEngine({ localApi: true }))
  const shapes = Object.values(paths).flatMap(
    ({ post }) => post?.requestBody?.content['application/json']?.schema ?? [],
  )
  const shapeless = shapes.flatMap((shape) => emptyIn(shape, ''))
  expect(shapeless).toEqual([])
  const list = paths['/api/commands/delivery.list']?.['post']?.requestBody
  expect(list?.required).toBe(false)
  expect(list?.content['application/json']?.schema.properties?.['limit']).toMatchObject({
    type: 'integer',
    minimum: 1,
  })
})

/** Places of shapes that say nothing; the payload is any JSON value and says so. */
function emptyIn(shape: Shape, place: string): string[] {
  const inner: (readonly [string, Shape])[] = [
    ...Object.entries(shape.properties ?? {}).map(([name, one]) => [`${place}/${name}`, one] as const),
    ...(shape.items ? [[`${place}/items`, shape.items] as const] : []),
  ]
  const own = Object.keys(shape).length === 0 ? [place] : []
  return [...own, ...inner.flatMap(([where, one]) => emptyIn(one, where))]
}

test('a client that knows the document alone sends, reads and changes', async () => {
  const served = await serveEngine({ localApi: true })
  await value(served, 'queue.pause')
  const client = clientOf(await documentOf(served), served.server.token)
  const sent = await client('sendEvent', sample)
  expect(sent).toMatchObject({ state: 'queued' })
  const { delivery_id: id } = sent as { delivery_id: string }
  expect(await client('delivery.show', { id })).toMatchObject({ ok: true, value: { id } })
  expect(await client('delivery.list', { limit: 5 })).toMatchObject({ ok: true, value: { total: 1 } })
  expect(await client('delivery.cancel', { ids: [id] })).toMatchObject({ ok: true, value: { changed: [id] } })
  expect(await client('settings.set', { concurrency: 3 })).toMatchObject({ value: { concurrency: 3 } })
  const saved = {
    name: 'Shop',
    url: 'http://127.0.0.1:1/',
    options: { rateLimit: { count: 5, perMs: 1_000 } },
  }
  expect(await client('endpoint.save', saved)).toMatchObject({ ok: true, value: { name: 'Shop' } })
  expect(await client('readDocument')).toMatchObject({ openapi: '3.1.1' })
})

test('every command that takes nothing can be called from the document', async () => {
  const served = await serveEngine({ localApi: true })
  const document = await documentOf(served)
  const client = clientOf(document, served.server.token)
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
  const free = operations.filter(({ requestBody }) => {
    const { properties = null } = requestBody?.content['application/json']?.schema ?? {}
    return properties !== null && Object.keys(properties).length === 0
  })
  expect(free.length).toBeGreaterThan(12)
  for (const { operationId } of free) {
    const answered = await client(operationId)
    // A queue that was never damaged has nothing to bring back.
    if (operationId === 'recovery.salvage')
      expect(answered).toMatchObject({ error: { code: 'recovery_unknown' } })
    else expect(answered, operationId).toMatchObject({ ok: true })
  }
})

const sample = {
  url: 'http://127.0.0.1:1/',
  category: 'from.document',
  data: { n: 1 },
  headers: { 'X-A': '1' },
}

/** Address, method, type and security come from the document; what it answers with must be named there. */
function clientOf({ servers, paths }: Document, token: string) {
  return async (operationId: string, body?: unknown): Promise<unknown> => {
    const found = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, operation]) => operation.operationId === operationId)
        .map(([method, operation]) => ({ path, method, operation })),
    )
    const [{ path, method, operation } = never(operationId)] = found
    const [type = ''] = Object.keys(operation.requestBody?.content ?? {})
    for (const name of operation.requestBody?.content[type]?.schema.required ?? [])
      expect(body).toHaveProperty(name)
    const response = await fetch(`${servers[0]?.url}${path}`, {
      method: method.toUpperCase(),
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const described = operation.responses[response.status] ?? operation.responses['4XX']
    expect(Object.keys(described?.content ?? {})).toContain(response.headers.get('content-type'))
    return response.json()
  }
}

function never(operationId: string): never {
  throw new Error(`The document has no operation ${operationId}.`)
}
