/** `completion`: the script by which a shell completes this program. The script comes back to ask for names of endpoints. */
import { Argument, Command, Option } from 'commander'
import type { CommandOutput } from '../../shared/commands.ts'
import { Refusal } from '../../shared/result.ts'
import { bashScript } from '../completion/bash.ts'
import { fishScript } from '../completion/fish.ts'
import { placesOf } from '../completion/grammar.ts'
import { zshScript } from '../completion/zsh.ts'
import { usageCode } from '../exit-codes.ts'
import { findRunningApplication } from '../running-application.ts'
import type { OpenSession } from '../session.ts'

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript }
type Shell = keyof typeof scripts

const help = `
Examples:
  $ webhook-dispatcher completion bash >> ~/.bashrc
  $ source <(webhook-dispatcher completion zsh)
  $ webhook-dispatcher completion fish > ~/.config/fish/completions/webhook-dispatcher.fish

It completes commands, options and what they take, and names of endpoints while the application runs.`

export function completionCommand(open: OpenSession): Command {
  return new Command('completion')
    .description('print a script that completes commands and options in a shell')
    .addArgument(new Argument('[shell]', 'for which one').choices(Object.keys(scripts)))
    .addOption(new Option('--endpoints', 'the names of endpoints, for the script').hideHelp())
    .addHelpText('after', help)
    .action(async (shell: Shell | undefined, { endpoints }: { endpoints?: boolean }, command: Command) => {
      const { dataDir, output } = open()
      if (endpoints) {
        for (const name of await endpointNames(dataDir)) output.give({ name }, () => name)
        return
      }
      if (shell === undefined || command.parent === null) {
        throw new Refusal(usageCode, 'Say for which shell: bash, zsh or fish.')
      }
      const script = scripts[shell](placesOf(command.parent))
      output.give({ shell, script }, () => script)
    })
}

/** None where no application runs: opening the queue for a keystroke would keep it from others. */
async function endpointNames(dataDir: string): Promise<string[]> {
  const running = await findRunningApplication(dataDir)
  const result = await running?.invoke('endpoint.list', { saved: true })
  if (!result?.ok) return []
  const { endpoints } = result.value as CommandOutput<'endpoint.list'>
  // A name with a line feed cannot be typed.
  return endpoints.map(({ name }) => name).filter((name) => !name.includes('\n'))
}
