/** What is read of a Postman collection, format 2.0 and 2.1 (schema.postman.com); everything else in it is left aside. */
import { z } from 'zod'
import { variablesSchema } from './postman-variables.ts'

const pairSchema = z.object({
  key: z.string().nullish(),
  value: z.unknown().optional(),
  disabled: z.boolean().nullish(),
})

const partsSchema = z.union([z.string(), z.array(z.union([z.string(), z.object({ value: z.string() })]))])

export const urlSchema = z.union([
  z.string(),
  z.object({
    raw: z.string().nullish(),
    protocol: z.string().nullish(),
    host: partsSchema.nullish(),
    port: z.string().nullish(),
    path: partsSchema.nullish(),
    query: z.array(pairSchema).nullish(),
    /** Of path parts such as `:id`. */
    variable: variablesSchema.optional(),
  }),
])
export type PostmanUrl = z.output<typeof urlSchema>

const bodySchema = z.object({
  mode: z.string().nullish(),
  raw: z.string().nullish(),
  urlencoded: z.array(pairSchema).nullish(),
  options: z
    .object({ raw: z.object({ language: z.string().optional() }).optional() })
    .nullish()
    .catch(null),
  disabled: z.boolean().nullish(),
})
export type PostmanBody = z.output<typeof bodySchema>

/** Its values stand in a list (2.1) or an object (2.0) under the name of the type. */
export const authSchema = z.looseObject({ type: z.string() })
export type PostmanAuth = z.output<typeof authSchema>

export const requestSchema = z.union([
  z
    .string()
    .transform((url) => ({ url, method: undefined, header: undefined, body: undefined, auth: undefined })),
  z.object({
    method: z.string().nullish(),
    url: urlSchema,
    header: z.union([z.string(), z.array(z.union([z.string(), pairSchema]))]).nullish(),
    body: bodySchema.nullish(),
    auth: authSchema.nullish(),
  }),
])
export type PostmanRequest = z.output<typeof requestSchema>

/** A request, or a folder of them; the request is looked at later, so that a wrong one is told from its neighbours. */
export const itemSchema = z.object({
  name: z.string().nullish(),
  item: z.array(z.unknown()).nullish(),
  request: z.unknown().optional(),
  variable: variablesSchema.optional(),
  auth: authSchema.nullish(),
})

export const collectionSchema = z.object({
  info: z.object({ name: z.string().optional(), schema: z.string().optional() }),
  item: z.array(z.unknown()),
  variable: variablesSchema.optional(),
  auth: authSchema.nullish(),
})
