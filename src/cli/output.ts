/**
 * Where answers and errors go: answers to standard output, as text for people or, with `--json`, one JSON object a
 * line; errors and hints to standard error. Nothing else writes, so a pipe gets answers only. A reader that has left
 * (`| head`) ends the writing quietly.
 */
import type { Failure } from '../shared/result.ts'
import { exitCodes } from './exit-codes.ts'
import { createPaint, type Paint } from './paint.ts'
import { optionOf } from './option-names.ts'
import { cutTo, printable } from './printable.ts'

export interface Output {
  /** One answer: `value` as JSON, or the text made of it. Empty text writes nothing. */
  give(value: object, text: () => string): void
  /** Text as it is, to the last byte and without a line end of ours. */
  giveBytes(text: string): void
  /** For people only: what is worth knowing besides the answer. */
  hint(text: string): void
  /** What the answer does not tell and nobody may miss: with `--json` an object on standard error. */
  notice(code: string, text: string): void
  /** For a person who watches: a line that the next one, or whatever is written next, takes the place of. Null: none. */
  progress(text: string | null): void
  fail(failure: Failure): void
  /** Colours for texts of `give`. */
  paint: Paint
  /** Columns of the terminal; null where lines may have any length. */
  width: number | null
}

export function createOutput({ json }: { json: boolean }): Output {
  const { stdout, stderr } = process
  const errorPaint = createPaint(stderr)
  const isWatched = stderr.isTTY && !json && process.env['TERM'] !== 'dumb'
  let progressing = false
  const clear = (): void => {
    if (progressing) stderr.write(clearLine)
    progressing = false
  }
  return {
    give(value, text) {
      clear()
      const line = json ? JSON.stringify(value) : text()
      if (line !== '') stdout.write(`${line}\n`)
    },
    giveBytes(text) {
      clear()
      stdout.write(text)
    },
    hint(text) {
      clear()
      if (!json) stderr.write(`${errorPaint('dim', text)}\n`)
    },
    notice(code, text) {
      clear()
      const said = json ? JSON.stringify({ notice: { code, message: text } }) : errorPaint('dim', text)
      stderr.write(`${said}\n`)
    },
    progress(text) {
      clear()
      if (!isWatched || text === null) return
      stderr.write(errorPaint('dim', cutTo(text, (stderr.columns || usualColumns) - 1)))
      progressing = true
    },
    fail({ code, message, details = {} }) {
      clear()
      const text = (): string => `${errorPaint('red', 'error:')} ${printable(message)}${fieldOf(details)}`
      stderr.write(`${json ? JSON.stringify({ error: { code, message, details } }) : text()}\n`)
    },
    paint: createPaint(stdout),
    width: stdout.isTTY ? stdout.columns || usualColumns : null,
  }
}

/** Of a terminal that does not say. */
const usualColumns = 80
/** Back to its beginning, and what stands there goes (ECMA-48, EL). */
const clearLine = '\r\u001B[K'

/** Once, before anything is written: what happens where nothing can be written any more. */
export function watchStreams(output: Output): void {
  let isSaid = false
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || isSaid) return
    isSaid = true
    // A full disk behind `>`, most of the time.
    output.fail({
      code: 'output_unwritable',
      message: `Standard output cannot be written: ${error.message}.`,
    })
    process.exitCode = exitCodes.error
  })
  // Nobody is left to be told.
  process.stderr.on('error', () => {})
}

function fieldOf({ field }: NonNullable<Failure['details']>): string {
  return field ? ` (${optionOf(field)})` : ''
}
