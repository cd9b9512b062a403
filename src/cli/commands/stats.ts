/** `stats`: how many deliveries there are in each state. */
import { Command } from 'commander'
import type { Stats } from '../../shared/commands.ts'
import { deliveryStates } from '../../shared/model.ts'
import type { Paint } from '../paint.ts'
import { withQueue } from '../queue.ts'
import type { OpenSession } from '../session.ts'
import { stateStyle } from '../texts.ts'

const examples = `
Examples:
  $ webhook-dispatcher stats
  $ webhook-dispatcher stats --json | jq .counts.failed`

export function statsCommand(open: OpenSession): Command {
  return new Command('stats')
    .description('count deliveries by state')
    .addHelpText('after', examples)
    .action(async () => {
      const session = open()
      const { output } = session
      await withQueue(session, { dispatching: false }, async ({ ask }) => {
        const stats = await ask('stats.get', {})
        output.give(stats, () => statsText(stats, output.paint))
      })
    })
}

function statsText({ counts, queue, attempts, databaseBytes }: Stats, paint: Paint): string {
  const lines = deliveryStates.map((state): [string, string] => [
    counts[state] > 0 ? paint(stateStyle(state), state.padEnd(10)) : paint('dim', state.padEnd(10)),
    counts[state].toLocaleString('en'),
  ])
  lines.push([paint('dim', 'attempts'.padEnd(10)), attempts.toLocaleString('en')])
  lines.push([paint('dim', 'on disk'.padEnd(10)), `${(databaseBytes / 1024 / 1024).toFixed(1)} MB`])
  const width = Math.max(...lines.map(([, value]) => value.length))
  const text = lines.map(([name, value]) => `${name}  ${value.padStart(width)}`).join('\n')
  return queue.paused ? `${text}\n${paint('yellow', 'The queue is paused.')}` : text
}
