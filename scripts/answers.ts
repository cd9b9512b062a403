/**
 * `npm run answers`: writes what commands answer with, as JSON Schema, to where the API document is made. It is known to
 * TypeScript alone; a test fails when the file is not what the types say.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Definition, generateSchema, getProgramFromFiles } from 'typescript-json-schema'

const root = join(import.meta.dirname, '..')
export const answersFile = join(root, 'src', 'server', 'openapi', 'answers.json')

type Schema = Readonly<Record<string, unknown>>

/** Of TypeScript itself, or of a library: nobody looks for a shape by these names. */
const foreignNames = new Set(['Array', 'Exclude', 'Partial', 'Record', 'ZodEnum'])
const definitionsPlace = '#/definitions/'

/** The content of the file: `commands` by command, and `schemas` by the name of the type. Takes some ten seconds. */
export function makeAnswers(): string {
  const program = getProgramFromFiles([join(root, 'src', 'shared', 'commands.ts')], {
    module: 'esnext',
    moduleResolution: 'bundler',
    target: 'es2023',
    strict: true,
    allowImportingTsExtensions: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  })
  const settings = { required: true, strictNullChecks: true, ignoreErrors: true }
  const { properties = {}, definitions = {} } = generateSchema(program, 'Answers', settings) ?? {}
  const toSchema = (definition: unknown): unknown => modern(definition, definitions as Definitions)
  const named = Object.entries(definitions).filter(([name]) => hasName(name))
  const answers = {
    commands: mapped(Object.entries(properties), toSchema),
    schemas: mapped(named, toSchema),
  }
  return `${JSON.stringify(answers, null, 2)}\n`
}

type Definitions = Readonly<Record<string, Definition>>

const hasName = (name: string): boolean => /^[A-Z]\w*$/.test(name) && !foreignNames.has(name)

function mapped(entries: [string, unknown][], change: (value: unknown) => unknown): Schema {
  return Object.fromEntries(
    entries
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, value]) => [name, change(value)] as const),
  )
}

/** As OpenAPI 3.1 has it: JSON Schema 2020-12, with references to its components. What has no name stands where it is used. */
function modern(value: unknown, definitions: Definitions): unknown {
  if (Array.isArray(value)) return value.map((item) => modern(item, definitions))
  if (typeof value !== 'object' || value === null) return value
  const { $ref, items, additionalItems: _, ...rest } = value as Record<string, unknown>
  if (typeof $ref === 'string') {
    const name = decodeURIComponent($ref.slice(definitionsPlace.length))
    if (!hasName(name)) return modern({ ...definitions[name], ...rest }, definitions)
    return { $ref: `#/components/schemas/${name}`, ...rest }
  }
  const others = mapped(Object.entries(rest), (one) => modern(one, definitions))
  if (items === undefined) return others
  // A tuple: what stood under `items` as a list.
  return { ...others, [Array.isArray(items) ? 'prefixItems' : 'items']: modern(items, definitions) }
}

if (import.meta.main) writeFileSync(answersFile, makeAnswers())
