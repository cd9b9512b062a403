/** Postman collections of both formats. */
import { expect, it } from 'vitest'
import { readPostman } from '../../../src/engine/queue-files/read-postman.ts'
import { Refusal } from '../../../src/shared/result.ts'
import { deliveriesOf, messageOf, outcomesOf } from '../../support/queue-files/items.ts'

const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json'
const collection = (item: unknown[], rest: object = {}): string =>
  JSON.stringify({ info: { name: 'Shop', schema }, item, ...rest })
const requestOf = (request: unknown, name = 'One'): object => ({ name, request })
const read = (request: unknown, rest: object = {}): unknown =>
  deliveriesOf(readPostman(collection([requestOf(request)], rest)))[0]

it('requests in folders of folders', () => {
  const text = collection([
    { name: 'Orders', item: [{ name: 'New', item: [requestOf('http://x/a', 'Create\norder')] }] },
    requestOf({ method: 'PUT', url: { raw: 'http://x/b?c=1' } }, 'Change'),
  ])
  const items = [...readPostman(text)]
  expect(items.map(({ line, place }) => `${line} ${place}`)).toEqual([
    '1 request Orders / New / Create order',
    '2 request Change',
  ])
  expect(deliveriesOf(items)).toMatchObject([
    { category: 'Create order', method: 'GET', url: 'http://x/a', data: '', bodyMode: 'raw' },
    { category: 'Change', method: 'PUT', url: 'http://x/b?c=1' },
  ])
})

it('headers but for those that are switched off, a body as it is typed', () => {
  const header = [
    { key: 'X-A', value: '1' },
    { key: 'X-Off', value: '2', disabled: true },
    { key: '', value: '' },
  ]
  const raw = '{\n  "n": 9007199254740993\n}'
  const body = { mode: 'raw', raw, options: { raw: { language: 'json' } } }
  expect(read({ method: 'POST', url: 'http://x/', header, body })).toMatchObject({
    headers: [['X-A', '1']],
    data: raw,
    contentType: 'application/json',
  })
})

it('form fields are encoded', () => {
  const urlencoded = [
    { key: 'a', value: '1 2' },
    { key: 'b', value: '3', disabled: true },
    { key: 'c', value: '{{who}}' },
  ]
  const request = { method: 'POST', url: 'http://x/', body: { mode: 'urlencoded', urlencoded } }
  expect(read(request, { variable: [{ key: 'who', value: 'Zoë' }] })).toMatchObject({
    data: 'a=1+2&c=Zo%C3%AB',
    contentType: 'application/x-www-form-urlencoded',
  })
})

it('variables of the collection are filled in, also those within others and of folders', () => {
  const variable = [
    { key: 'base', value: 'http://{{host}}:3000' },
    { key: 'host', value: 'localhost' },
    { key: 'port', value: 1, disabled: true },
  ]
  const request = {
    method: '{{verb}}',
    url: { raw: '{{base}}/orders/:id?a={{host}}', variable: [{ key: 'id', value: 'a b' }] },
    header: 'X-Host: {{host}}',
    body: { mode: 'raw', raw: '{"at":"{{ host }}","deep":{"a":{"b":1}}}' },
  }
  const folder = { name: 'F', item: [requestOf(request)], variable: [{ id: 'verb', value: 'post' }] }
  expect(deliveriesOf(readPostman(collection([folder], { variable })))).toMatchObject([
    {
      method: 'POST',
      url: 'http://localhost:3000/orders/a%20b?a=localhost',
      headers: [['X-Host', 'localhost']],
      data: '{"at":"localhost","deep":{"a":{"b":1}}}',
    },
  ])
})

it.each([
  ['one that nobody defines', '{{token}}', []],
  ['one that Postman makes', '{{$guid}}', []],
  [
    'a circle',
    '{{a}}',
    [
      { key: 'a', value: '{{b}}' },
      { key: 'b', value: '{{a}}' },
    ],
  ],
  ['one that grows without end', '{{a}}', [{ key: 'a', value: '{{a}}{{a}}{{a}}{{a}}{{a}}{{a}}{{a}}{{a}}' }]],
])('%s is a problem that names it', (_name, raw, variable) => {
  const request = { method: 'POST', url: 'http://x/', body: { mode: 'raw', raw } }
  const text = collection([requestOf(request), requestOf('http://x/')], { variable })
  expect(outcomesOf(readPostman(text))).toEqual(['1 variable_unknown', '2 read'])
  expect(messageOf(readPostman(text))).toMatch(/\{\{[ab$]?\w+\}\}/)
})

it.each([
  ['bearer', { type: 'bearer', bearer: [{ key: 'token', value: '{{t}}' }] }, ['Authorization', 'Bearer T']],
  [
    'basic, as 2.0 has it',
    { type: 'basic', basic: { username: 'a', password: 'b' } },
    ['Authorization', 'Basic YTpi'],
  ],
  [
    'a key',
    {
      type: 'apikey',
      apikey: [
        { key: 'key', value: 'X-Key' },
        { key: 'value', value: 'k' },
      ],
    },
    ['X-Key', 'k'],
  ],
])('the authorization of the collection: %s', (_name, auth, header) => {
  expect(read('http://x/', { auth, variable: [{ key: 't', value: 'T' }] })).toMatchObject({
    headers: [header],
  })
  expect(read({ url: 'http://x/', auth: { type: 'noauth' } }, { auth })).toMatchObject({ headers: [] })
})

it.each([
  ['formdata', { url: 'http://x/', body: { mode: 'formdata', formdata: [] } }, 'request_unsupported'],
  ['a file', { url: 'http://x/', body: { mode: 'file', file: {} } }, 'request_unsupported'],
  ['a sign-in', { url: 'http://x/', auth: { type: 'oauth2' } }, 'request_unsupported'],
  ['no URL', { method: 'POST' }, 'postman_invalid'],
  ['nothing', undefined, 'postman_invalid'],
  ['a wrong URL', 'ftp://x/', 'url_invalid'],
])('%s has no place in a delivery', (_name, request, code) => {
  expect(outcomesOf(readPostman(collection([requestOf(request), 7, requestOf('x/a')])))).toEqual([
    `1 ${code}`,
    '2 postman_invalid',
    '3 read',
  ])
})

it('a URL in parts', () => {
  const url = {
    protocol: 'https',
    host: ['shop', 'example'],
    port: '8443',
    path: ['a', 'b'],
    query: [
      { key: 'c', value: '1' },
      { key: 'd', value: '2', disabled: true },
    ],
  }
  expect(read({ url })).toMatchObject({ url: 'https://shop.example:8443/a/b?c=1' })
})

it('folders without end are a problem', () => {
  const deep = `${'{"item":['.repeat(50_000)}${']}'.repeat(50_000)}`
  const text = `{"info":{"schema":"${schema}"},"item":[${deep}]}`
  expect(outcomesOf(readPostman(text))).toEqual(['1 postman_invalid'])
})

it.each(['', '{', '[]', '{"info":{},"requests":[]}', '{"log":{"entries":[]}}'])(
  '%j is no collection',
  (text) => {
    const read = (): unknown => [...readPostman(text)]
    expect(read).toThrow(Refusal)
    expect(read).toThrow(/Postman collection/)
  },
)
