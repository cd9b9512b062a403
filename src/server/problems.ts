/**
 * Failures as RFC 9457 problem details: always of the local API's own addresses, and of commands where the request accepts
 * `application/problem+json`. The code is the same that a `Result` carries.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Failure } from '../shared/result.ts'
import { giveFailure, giveJson, statusOf } from './responses.ts'

export const problemType = 'application/problem+json'

export interface Problem {
  /** Relative, stable: `/problems/<code>`. */
  type: string
  /** The same for every problem of the type. */
  title: string
  status: number
  detail: string
  code: string
  /** Everything that is wrong with the input; `pointer` is a JSON pointer into it, as a URI fragment. */
  errors?: { code: string; detail: string; pointer: string }[]
}

export function problemOf(failure: Failure): Problem {
  const { code, message, details } = failure
  const errors = errorsOf(details)
  return {
    type: `/problems/${code}`,
    title: titleOf(code),
    status: statusOf({ ok: false, error: failure }),
    detail: message,
    code,
    ...(errors.length > 0 ? { errors } : {}),
  }
}

/** In the shape that the request asks for. */
export function refuse(request: IncomingMessage, response: ServerResponse, failure: Failure): void {
  if (acceptsProblems(request)) giveProblem(response, failure)
  else giveFailure(response, failure)
}

export function giveProblem(response: ServerResponse, failure: Failure): void {
  const problem = problemOf(failure)
  giveJson(response, problem, { status: problem.status, type: problemType, details: failure.details })
}

function acceptsProblems({ headers: { accept = '' } }: IncomingMessage): boolean {
  return accept.split(',').some((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    return type === problemType && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter))
  })
}

/** `event_exists` -> `Event exists` */
function titleOf(code: string): string {
  const words = code.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

interface Listed {
  code: string
  message: string
  /** Dotted, of the command's input; `pointer` wins. */
  field?: string
  pointer?: string
}

function errorsOf(details: Failure['details']): NonNullable<Problem['errors']> {
  const problems = (details?.['problems'] ?? []) as Listed[]
  return problems.map(({ code, message, field = '', pointer = pointerTo(field) }) => ({
    code,
    detail: message,
    pointer: `#${encodeURI(pointer)}`,
  }))
}

function pointerTo(field: string): string {
  return field === '' ? '' : `/${field.split('.').join('/')}`
}
