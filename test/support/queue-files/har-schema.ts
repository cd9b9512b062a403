/** HAR 1.2 as its specification has it (softwareishard.com/blog/har-12-spec): nothing missing, nothing besides but what begins with `_`. */
import { z } from 'zod'

type Shape = Record<string, z.ZodType>

/** A comment may stand anywhere; other fields of one's own begin with `_`. */
function harObject(shape: Shape): z.ZodType {
  return z.looseObject({ comment: z.string().optional(), ...shape }).superRefine((value, context) => {
    for (const key of Object.keys(value)) {
      if (key in shape || key === 'comment' || key.startsWith('_')) continue
      context.addIssue({ code: 'custom', path: [key], message: `${key} is no field of HAR 1.2` })
    }
  })
}

const size = z.int().min(-1)
const instant = z.iso.datetime({ offset: true })
const phase = z.union([z.literal(-1), z.number().nonnegative()])
const pairs = z.array(harObject({ name: z.string(), value: z.string() }))
const cookies = z.array(
  harObject({
    name: z.string(),
    value: z.string(),
    path: z.string().optional(),
    domain: z.string().optional(),
    expires: instant.optional(),
    httpOnly: z.boolean().optional(),
    secure: z.boolean().optional(),
  }),
)

const postData = z.union([
  harObject({ mimeType: z.string(), text: z.string() }),
  harObject({ mimeType: z.string(), params: pairs }),
])

const request = harObject({
  method: z.string().min(1),
  url: z.url(),
  httpVersion: z.string(),
  cookies,
  headers: pairs,
  queryString: pairs,
  postData: postData.optional(),
  headersSize: size,
  bodySize: size,
})

const content = harObject({
  size: z.int().nonnegative(),
  compression: z.int().optional(),
  mimeType: z.string(),
  text: z.string().optional(),
  encoding: z.string().optional(),
})

const response = harObject({
  status: z.int().nonnegative(),
  statusText: z.string(),
  httpVersion: z.string(),
  cookies,
  headers: pairs,
  content,
  redirectURL: z.string(),
  headersSize: size,
  bodySize: size,
})

const timings = harObject({
  blocked: phase.optional(),
  dns: phase.optional(),
  connect: phase.optional(),
  send: z.number().nonnegative(),
  wait: z.number().nonnegative(),
  receive: z.number().nonnegative(),
  ssl: phase.optional(),
})

const entry = harObject({
  pageref: z.string().optional(),
  startedDateTime: instant,
  time: z.number().nonnegative(),
  request,
  response,
  cache: z.strictObject({}),
  timings,
  serverIPAddress: z.union([z.ipv4(), z.ipv6()]).optional(),
  connection: z.string().optional(),
})

const program = harObject({ name: z.string(), version: z.string() })

export const harSchema = z.strictObject({
  log: harObject({
    version: z.literal('1.2'),
    creator: program,
    browser: program.optional(),
    entries: z.array(entry),
  }),
})
