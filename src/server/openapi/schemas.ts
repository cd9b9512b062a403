/** The shapes that the API document names: those of the HTTP border, which no command's schema describes. */
import { z } from 'zod'
import { deliveryStates } from '../../shared/model.ts'

export type JsonSchema = Readonly<Record<string, unknown>>

/** Of an input, as a caller writes it. Throws where a schema has no JSON shape: give it one by `meta`. */
export function shapeOf(input: z.ZodType): JsonSchema {
  const { $schema: _, ...shape } = z.toJSONSchema(input, { io: 'input' })
  return shape
}

export function reference(name: keyof typeof schemas): JsonSchema {
  return { $ref: `#/components/schemas/${name}` }
}

const text = { type: 'string' }

export const schemas = {
  Failure: {
    type: 'object',
    required: ['code', 'message'],
    properties: {
      code: { type: 'string', description: 'Stable, for programs.', examples: ['url_invalid'] },
      message: { type: 'string', description: 'A sentence for people: what is wrong and what to do.' },
      details: {
        type: 'object',
        properties: { field: { type: 'string', description: 'Where in the input.' } },
      },
    },
  },
  Refused: {
    type: 'object',
    required: ['ok', 'error'],
    properties: { ok: { const: false }, error: { $ref: '#/components/schemas/Failure' } },
  },
  Problem: {
    type: 'object',
    description: 'Problem details as of RFC 9457.',
    required: ['type', 'title', 'status', 'detail', 'code'],
    properties: {
      type: { type: 'string', format: 'uri-reference', examples: ['/problems/url_invalid'] },
      title: text,
      status: { type: 'integer', minimum: 400, maximum: 599 },
      detail: { type: 'string', description: 'What is wrong and what to do.' },
      code: { type: 'string', description: 'Stable, for programs.' },
      errors: {
        type: 'array',
        items: {
          type: 'object',
          required: ['code', 'detail', 'pointer'],
          properties: {
            code: text,
            detail: text,
            pointer: { type: 'string', description: 'A JSON pointer into the request, as a fragment.' },
          },
        },
      },
    },
  },
  AcceptedEvent: {
    type: 'object',
    required: ['delivery_id', 'event_id', 'state'],
    properties: { delivery_id: text, event_id: text, state: { enum: deliveryStates } },
  },
} as const
