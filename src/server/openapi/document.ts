/**
 * The OpenAPI 3.1 document of the local API, made from the table of commands: what a command takes and answers with is said
 * once, in `shared/commands.ts`. `npm run answers` writes `answers.json` from its types.
 */
import { type CommandName, commands } from '../../shared/commands.ts'
import { eventRequestSchema } from '../../shared/event-request.ts'
import answers from './answers.json' with { type: 'json' }
import { type JsonSchema, reference, schemas, shapeOf } from './schemas.ts'
import { summaries } from './summaries.ts'

export interface Described {
  /** `http://127.0.0.1:<port>` */
  url: string
  /** The application's. */
  version: string
}

export function openapiDocument({ url, version }: Described): JsonSchema {
  const names = Object.keys(commands) as CommandName[]
  return {
    openapi: '3.1.1',
    info: { title: 'Webhook Dispatcher', version, description, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url, description: 'The running application on this machine.' }],
    security: [{ token: [] }],
    tags: [
      { name: 'scripts', description: 'The short ways.' },
      { name: 'commands', description: 'All that the window can do.' },
    ],
    paths: {
      '/api/events': { post: sendEvent },
      '/api/stream': { get: readStream },
      '/api/openapi.json': { get: readDocument },
      ...Object.fromEntries(names.map((name) => [`/api/commands/${name}`, { post: commandOperation(name) }])),
    },
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'The file `token` in the data folder, or `address.json` beside it.',
        },
      },
      schemas: { ...schemas, ...answers.schemas },
    },
  }
}

const description =
  'Loopback only. Every request carries the token of the data folder. At most 200 requests a second; bodies of at most 64 MB.'

const success = (value: JsonSchema): JsonSchema => ({
  type: 'object',
  required: ['ok', 'value'],
  properties: { ok: { const: true }, value },
})
const json = (schema: JsonSchema): JsonSchema => ({ 'application/json': { schema } })
const problem = { 'application/problem+json': { schema: reference('Problem') } }
const refusedResponse = { description: 'It was refused; `code` says why.', content: problem }

const sendEvent = {
  operationId: 'sendEvent',
  tags: ['scripts'],
  summary: 'Sends an event to a URL; answers when it is on disk.',
  description:
    'The value of `data` is kept byte for byte as it stands in the request. With `?idempotent=true`, or the header `Idempotency: event_id`, an event id that exists answers 200 with the delivery that is there.',
  parameters: [
    { name: 'idempotent', in: 'query', schema: { type: 'boolean' } },
    { name: 'Idempotency', in: 'header', schema: { const: 'event_id' } },
  ],
  requestBody: { required: true, content: json(shapeOf(eventRequestSchema)) },
  responses: {
    '200': { description: 'It was accepted before.', content: json(reference('AcceptedEvent')) },
    '201': { description: 'It is accepted.', content: json(reference('AcceptedEvent')) },
    '4XX': refusedResponse,
    '5XX': refusedResponse,
  },
}

const readStream = {
  operationId: 'readStream',
  tags: ['scripts'],
  summary: 'The feed as Server-Sent Events.',
  description:
    'An event `batch` for every batch of changes, its data `{"number":…,"events":[…]}`. Resumed from a number or an id it begins with what was missed; where that is gone an event `reset` says to take a snapshot (`snapshot.get`). A reader that leaves 8 MB unread is dropped.',
  parameters: [
    {
      name: 'after',
      in: 'query',
      description: 'Number of a snapshot or a batch, or the id of an event.',
      schema: { type: 'string' },
    },
    { name: 'Last-Event-ID', in: 'header', schema: { type: 'string' } },
  ],
  responses: {
    '200': { description: 'The stream.', content: { 'text/event-stream': { schema: { type: 'string' } } } },
    '4XX': refusedResponse,
    '5XX': refusedResponse,
  },
}

const readDocument = {
  operationId: 'readDocument',
  tags: ['scripts'],
  summary: 'This document.',
  responses: {
    '200': { description: 'OpenAPI 3.1.', content: json({ type: 'object' }) },
    '4XX': refusedResponse,
    '5XX': refusedResponse,
  },
}

function commandOperation(name: CommandName): JsonSchema {
  const input = shapeOf(commands[name].input)
  const refused = {
    description: 'It was refused. As problem details where the request accepts them.',
    content: { ...json(reference('Refused')), ...problem },
  }
  return {
    operationId: name,
    tags: ['commands'],
    summary: summaries[name],
    requestBody: { required: Array.isArray(input['required']), content: json(input) },
    responses: {
      '200': { description: 'It was done.', content: json(success(answers.commands[name])) },
      '4XX': refused,
      '5XX': refused,
    },
  }
}
