/** Variables of a Postman collection, `{{name}}`: those that the collection defines are filled in, the others are named. */
import { z } from 'zod'
import { largestDataBytes } from '../../shared/limits.ts'

export const variablesSchema = z
  .array(
    z.object({
      key: z.string().optional(),
      /** The older name of `key`. */
      id: z.string().optional(),
      value: z.unknown().optional(),
      disabled: z.boolean().optional(),
    }),
  )
  .catch([])

export type Scope = ReadonlyMap<string, string>

/** Inner ones win. */
export function withVariables(scope: Scope, variables: z.output<typeof variablesSchema>): Scope {
  const own = variables
    .filter(({ disabled }) => !disabled)
    .map(({ key, id, value }) => [key ?? id ?? '', textOf(value)] as const)
  return own.length === 0 ? scope : new Map([...scope, ...own])
}

/** A value may name others; more than this is a circle. */
const mostRounds = 10
/** In one text; doubling ten times over is a circle's work too. */
const mostFilled = 10_000

export class UnknownVariable extends Error {
  readonly variable: string

  constructor(variable: string) {
    super(`The variable ${variable} is not known.`)
    this.variable = variable
  }
}

/** Throws `UnknownVariable` for one that is not defined, or whose value has no end. */
export function fillIn(text: string, scope: Scope): string {
  let filled = text
  let count = 0
  for (let round = 0; /\{\{[^{}]+\}\}/.test(filled); round += 1) {
    let length = filled.length
    filled = filled.replaceAll(/\{\{([^{}]+)\}\}/g, (all, name: string) => {
      const value = scope.get(name.trim())
      length += value?.length ?? 0
      count += 1
      const isEndless = round === mostRounds || count > mostFilled || length > largestDataBytes
      if (value === undefined || isEndless) throw new UnknownVariable(all)
      return value
    })
  }
  return filled
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return value === undefined || value === null ? '' : JSON.stringify(value)
}
