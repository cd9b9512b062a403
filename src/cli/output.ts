/**
 * Where answers and errors go: answers to standard output, as text for people or, with `--json`, one JSON object a
 * line; errors and hints to standard error. Nothing else writes, so a pipe gets answers only. A reader that has left
 * (`| head`) ends the writing quietly.
 */
import type { Failure } from '../shared/result.ts'
import { createPaint, type Paint } from './paint.ts'
import { printable } from './printable.ts'

export interface Output {
  /** One answer: `value` as JSON, or the text made of it. Empty text writes nothing. */
  give(value: object, text: () => string): void
  /** For people only: what is worth knowing besides the answer. */
  hint(text: string): void
  fail(failure: Failure): void
  /** Colours for texts of `give`. */
  paint: Paint
  /** Columns of the terminal; null where lines may have any length. */
  width: number | null
}

export function createOutput({ json }: { json: boolean }): Output {
  const { stdout, stderr } = process
  const errorPaint = createPaint(stderr)
  return {
    give(value, text) {
      const line = json ? JSON.stringify(value) : text()
      if (line !== '') stdout.write(`${line}\n`)
    },
    hint(text) {
      if (!json) stderr.write(`${errorPaint('dim', text)}\n`)
    },
    fail({ code, message, details = {} }) {
      const text = (): string => `${errorPaint('red', 'error:')} ${printable(message)}${fieldOf(details)}`
      stderr.write(`${json ? JSON.stringify({ error: { code, message, details } }) : text()}\n`)
    },
    paint: createPaint(stdout),
    width: stdout.isTTY ? stdout.columns : null,
  }
}

/** Once, before anything is written. */
export function leaveQuietly(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
  }
}

function fieldOf({ field }: NonNullable<Failure['details']>): string {
  return field ? ` (${field})` : ''
}
