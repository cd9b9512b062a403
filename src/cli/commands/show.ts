/** `show`: one delivery with all its attempts. */
import { Command } from 'commander'
import { detailJson } from '../delivery-json.ts'
import { deliveryText } from '../delivery-text.ts'
import { withQueue } from '../queue.ts'
import type { OpenSession } from '../session.ts'

const examples = `
Examples:
  $ webhook-dispatcher show 019ab3c1-7a52-7b1f-9d0e-0f6f2f0c7a11
  $ webhook-dispatcher show 019ab3c1-7a52-7b1f-9d0e-0f6f2f0c7a11 --json | jq '.attempts[-1].responseBody'`

export function showCommand(open: OpenSession): Command {
  return new Command('show')
    .description('show a delivery: every attempt, what went out and what came back')
    .argument('<delivery-id>', 'as `list` prints it')
    .addHelpText('after', examples)
    .action(async (id: string) => {
      const session = open()
      const { output } = session
      await withQueue(session, { dispatching: false }, async ({ ask }) => {
        const detail = await ask('delivery.show', { id })
        output.give(detailJson(detail), () => deliveryText(detail, output.paint))
      })
    })
}
