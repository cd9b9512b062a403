/**
 * Every command passes here, whatever transport it came by: name known -> input parsed -> handler -> `Result`.
 * (That the sender is authentic was the transport's to check.) Nothing thrown gets past it.
 */
import type { z } from 'zod'
import { type CommandName, commands, isCommandName } from '../shared/commands.ts'
import { type Failure, Refusal, type Result } from '../shared/result.ts'
import { handlers } from './commands/handlers.ts'
import type { EngineContext, Handler } from './context.ts'
import type { Log } from './log.ts'
import { faultOf } from './store/faults.ts'
import { sqliteCode } from './store/folder.ts'
import { saysDamaged } from './store/inspect.ts'

export async function pass(
  command: { name: unknown; input: unknown },
  context: EngineContext,
  log: Log,
): Promise<Result<unknown>> {
  const { name } = command
  if (!isCommandName(name)) return { ok: false, error: unknownCommand(name) }
  try {
    const parsed = commands[name].input.safeParse(command.input ?? {})
    if (!parsed.success) return { ok: false, error: failureOf(parsed.error) }
    const handler = handlers[name] as Handler<CommandName>
    const value = await handler(parsed.data, context)
    // Who follows the log would read of nothing but that.
    if (name !== 'log.read') log({ level: onlyLooks(name) ? 'debug' : 'info', message: `Command ${name}.` })
    return { ok: true, value }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, error: error.toFailure() }
    const ofDisk = sqliteCode(error) ? faultOf(error, context.store.dataDir) : null
    if (ofDisk) {
      if (saysDamaged(error)) context.store.suspect()
      log({ level: 'error', message: `The command ${name} failed: ${ofDisk.message}`, error })
      return { ok: false, error: { code: 'storage_failed', message: ofDisk.message } }
    }
    log({ level: 'error', message: `The command ${name} failed unexpectedly.`, error })
    const reason = error instanceof Error ? error.message : String(error)
    return {
      ok: false,
      error: { code: 'internal', message: `Something went wrong inside: ${reason}. Nothing was changed.` },
    }
  }
}

/** Those that change something are what a reader of the log looks for; events and keys come by the thousand. */
function onlyLooks(name: CommandName): boolean {
  return /\.(?:get|list|show|body|bodyPart|responseBytes|lineage|summary|report|endpoints|wait|read|send|drain)$|^draft\./.test(
    name,
  )
}

function unknownCommand(name: unknown): Failure {
  const shown = typeof name === 'string' ? `"${name.slice(0, 100)}"` : `a ${typeof name}`
  return { code: 'unknown_command', message: `There is no command ${shown}.` }
}

/** The first thing wrong leads; all of them are in `details.problems`. */
function failureOf(error: z.ZodError): Failure {
  const problems = error.issues.map((issue) => ({
    code: codeOf(issue),
    field: issue.path.map(String).join('.'),
    message: issue.message,
  }))
  const first = problems[0] ?? { code: 'invalid_input', field: '', message: 'The input is not valid.' }
  const message =
    first.code === 'invalid_input' && first.field ? `${first.field}: ${first.message}` : first.message
  return { code: first.code, message, details: { field: first.field, problems } }
}

function codeOf(issue: z.core.$ZodIssue): string {
  const code: unknown = issue.code === 'custom' ? issue.params?.['code'] : undefined
  return typeof code === 'string' ? code : 'invalid_input'
}
