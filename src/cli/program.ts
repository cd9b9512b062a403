/** The command line's grammar: the options of all commands, and the commands. Parsing never ends the process. */
import { resolve } from 'node:path'
import { Command } from 'commander'
import { defaultDataDir } from '../engine/data-dir.ts'
import { folderName } from './options.ts'
import {
  cancelCommand,
  holdCommand,
  releaseCommand,
  rescheduleCommand,
  retryCommand,
} from './commands/change.ts'
import { compactCommand } from './commands/compact.ts'
import { completionCommand } from './commands/completion.ts'
import { deleteCommand } from './commands/delete.ts'
import { drainCommand } from './commands/drain.ts'
import { endpointCommand } from './commands/endpoint.ts'
import { endpointsCommand } from './commands/endpoints.ts'
import { exportCommand } from './commands/export.ts'
import { importCommand } from './commands/import.ts'
import { listCommand } from './commands/list.ts'
import { logCommand } from './commands/log.ts'
import { openCommand } from './commands/open.ts'
import { pauseCommand, resumeCommand } from './commands/pause.ts'
import { recoveryCommand } from './commands/recovery.ts'
import { replayCommand } from './commands/replay.ts'
import { sendCommand } from './commands/send.ts'
import { serveCommand } from './commands/serve.ts'
import { settingsCommand } from './commands/settings.ts'
import { showCommand } from './commands/show.ts'
import { statsCommand } from './commands/stats.ts'
import { tailCommand } from './commands/tail.ts'
import type { Output } from './output.ts'
import type { OpenSession } from './session.ts'

interface GlobalOptions {
  dataDir: string
  json?: boolean
}

export interface ProgramParts {
  home: URL
  version: string
  output: Output
}

const more = `
Examples:
  $ webhook-dispatcher serve
  $ webhook-dispatcher send http://localhost:3000/hooks --category order.created --data '{"id":1}' --wait
  $ webhook-dispatcher list --state failed
  $ webhook-dispatcher retry --state failed --category order.created
  $ webhook-dispatcher endpoint save shop --url http://localhost:3000/hooks --rate 10/s
  $ webhook-dispatcher help send

Commands talk to the running application where there is one, else they open the queue themselves.
Exit codes: 0 done, 1 error, 2 wrong usage, 3 a delivery that --wait waited for was not delivered, 130 Ctrl C.`

/** Its parsing rejects with a `CommanderError` for what is no command line of ours, and for help and version, which it prints. */
export function createProgram({ home, version, output }: ProgramParts): Command {
  const program = new Command('webhook-dispatcher')
  const open: OpenSession = () => {
    const { dataDir } = program.opts<GlobalOptions>()
    return { home, version, dataDir: resolve(dataDir), output }
  }
  program
    .description('Sends webhooks reliably and shows everything that happens to them.')
    .version(version)
    .option('--data-dir <dir>', 'where the queue is kept', folderName, defaultDataDir())
    .option('--json', 'print one JSON object a line instead of text')
    .addHelpText('after', more)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ outputError: () => {} }) // `run` prints errors, in the form that was asked for.
    .exitOverride()
  for (const [group, commands] of Object.entries(groups)) {
    for (const make of commands) program.addCommand(inheriting(make(open), program).helpGroup(group))
  }
  return program
}

const groups: Record<string, ((open: OpenSession) => Command)[]> = {
  'The application:': [serveCommand, openCommand, completionCommand],
  'Events and deliveries:': [
    sendCommand,
    listCommand,
    showCommand,
    tailCommand,
    retryCommand,
    replayCommand,
    cancelCommand,
    holdCommand,
    releaseCommand,
    rescheduleCommand,
    deleteCommand,
  ],
  'Queue files:': [exportCommand, importCommand],
  'Endpoints:': [endpointsCommand, endpointCommand],
  'The queue:': [
    statsCommand,
    drainCommand,
    pauseCommand,
    resumeCommand,
    settingsCommand,
    logCommand,
    compactCommand,
    recoveryCommand,
  ],
}

/** Errors and help are the same at every depth. */
function inheriting(command: Command, parent: Command): Command {
  for (const child of command.commands) inheriting(child, parent)
  return command.copyInheritedSettings(parent)
}
