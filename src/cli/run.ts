/** One run of the command line: parses, runs the command, and turns whatever went wrong into a sentence and an exit code. */
import { readFileSync } from 'node:fs'
import { CommanderError } from 'commander'
import { type Failure, Refusal } from '../shared/result.ts'
import { exitCodes, usageCode } from './exit-codes.ts'
import { createOutput, watchStreams } from './output.ts'
import { createProgram } from './program.ts'
import { exitCodeOf, Interrupted } from './signals.ts'

/** Never rejects; the process's exit code is set. `home` is the folder of the built entry, `out/main/`. */
export async function run(args: string[], home: URL): Promise<void> {
  // Errors of parsing come before the options are known, and are to be JSON as well.
  const output = createOutput({ json: args.includes('--json') })
  watchStreams(output)
  try {
    await createProgram({ home, version: versionAt(home), output }).parseAsync(args, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return // Help or the version was printed.
    if (error instanceof Interrupted) {
      output.hint('Stopped. What was accepted stays in the queue.')
      process.exitCode = exitCodeOf(error.signal)
      return
    }
    const failure = failureOf(error)
    process.exitCode = failure.code === usageCode ? exitCodes.usage : exitCodes.error
    // Called without a command the help was printed instead.
    if (!(error instanceof CommanderError && error.code === 'commander.help')) output.fail(failure)
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof Refusal) return error.toFailure()
  if (error instanceof CommanderError) return { code: usageCode, message: sentence(error.message) }
  const reason = error instanceof Error ? error.message : String(error)
  return { code: 'internal', message: `Something went wrong: ${reason}.` }
}

/** `error: unknown option '--x'` -> `Unknown option '--x'.` */
function sentence(message: string): string {
  const text = message
    .replace(/^error: /, '')
    .replaceAll('\n', ' ')
    .trim()
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?)]$/.test(text) ? '' : '.'}`
}

function versionAt(home: URL): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', home), 'utf8')) as {
    version: string
  }
  return version
}
