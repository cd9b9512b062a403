/** `log`: the latest lines of the engine's log; where no application runs from its file, without opening the queue. */
import { Command, Option } from 'commander'
import { readLog } from '../../engine/log-file.ts'
import type { CommandOutput } from '../../shared/commands.ts'
import { type LogLevel, type LogLine, logLevels } from '../../shared/log.ts'
import { Refusal } from '../../shared/result.ts'
import { positiveNumber } from '../options.ts'
import type { Paint, Style } from '../paint.ts'
import { printable, printableLine } from '../printable.ts'
import { findRunningApplication } from '../running-application.ts'
import type { OpenSession } from '../session.ts'
import { instantJson, localTime } from '../texts.ts'
import { examples } from './examples.ts'

interface LogOptions {
  lines: number
  level?: Exclude<LogLevel, 'off'>
}

const defaultLines = 50
/** As many as the engine answers with. */
const mostLines = 1_000

export function logCommand(open: OpenSession): Command {
  return new Command('log')
    .description('show the latest lines of the log, oldest first')
    .option('--lines <count>', `at most so many, up to ${mostLines}`, positiveNumber, defaultLines)
    .addOption(new Option('--level <level>', 'only this and what is worse').choices(logLevels.slice(1)))
    .addHelpText('after', examples('log --level warn', 'log --lines 500 --json | jq .message'))
    .action(async ({ lines, level = 'debug' }: LogOptions) => {
      const { dataDir, output } = open()
      const worst = logLevels.indexOf(level)
      const read = await latestLines(dataDir)
      const shown = read.filter((line) => logLevels.indexOf(line.level) <= worst).slice(-lines)
      if (shown.length === 0) output.hint('No lines.')
      for (const line of shown) {
        output.give({ ...line, at: instantJson(line.at) }, () => lineText(line, output.paint))
      }
    })
}

async function latestLines(dataDir: string): Promise<LogLine[]> {
  const running = await findRunningApplication(dataDir)
  if (!running) return readLog(dataDir, mostLines)
  const result = await running.invoke('log.read', { lines: mostLines })
  if (!result.ok) throw new Refusal(result.error.code, result.error.message, result.error.details)
  return (result.value as CommandOutput<'log.read'>).lines
}

function lineText({ at, level, message, error, facts }: LogLine, paint: Paint): string {
  const known = Object.entries(facts).map(([name, value]) =>
    paint('dim', `${name}=${printableLine(String(value))}`),
  )
  const first = [localTime(at), paint(styles[level], level.padEnd(5)), printableLine(message), ...known].join(
    '  ',
  )
  return error === null ? first : `${first}\n${printable(error).replaceAll(/^/gm, '    ')}`
}

const styles: Record<LogLine['level'], Style> = { error: 'red', warn: 'yellow', info: 'cyan', debug: 'dim' }
