/** The command line's grammar: the options of all commands, and the commands. Parsing never ends the process. */
import { resolve } from 'node:path'
import { Command } from 'commander'
import { defaultDataDir } from '../engine/data-dir.ts'
import { folderName } from './options.ts'
import { cancelCommand, replayCommand, retryCommand } from './commands/by-hand.ts'
import { drainCommand } from './commands/drain.ts'
import { listCommand } from './commands/list.ts'
import { sendCommand } from './commands/send.ts'
import { serveCommand } from './commands/serve.ts'
import { showCommand } from './commands/show.ts'
import { statsCommand } from './commands/stats.ts'
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
  $ webhook-dispatcher help send

Commands talk to the running application where there is one, else they open the queue themselves.
Exit codes: 0 done, 1 error, 2 wrong usage, 3 a delivery that --wait waited for was not delivered.`

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
  const make = [
    serveCommand,
    sendCommand,
    listCommand,
    showCommand,
    retryCommand,
    replayCommand,
    cancelCommand,
    statsCommand,
    drainCommand,
  ]
  for (const command of make) program.addCommand(command(open).copyInheritedSettings(program))
  return program
}
