/** `delete`: removes deliveries for good, after a question. */
import { Command } from 'commander'
import { addChoice, type ChoiceOptions } from '../choice.ts'
import { canAsk, confirmed } from '../confirm.ts'
import { Refusal } from '../../shared/result.ts'
import { usageCode } from '../exit-codes.ts'
import type { OpenSession } from '../session.ts'
import { deliveriesText } from '../texts.ts'
import { type ByHand, byHand } from './by-hand.ts'
import { examples } from './examples.ts'

interface DeleteOptions extends ChoiceOptions {
  yes?: boolean
}

export function deleteCommand(open: OpenSession): Command {
  return addChoice(new Command('delete'))
    .description('remove deliveries and their attempts for good; asks before it does')
    .option('--yes', 'do not ask; a script must say it')
    .addHelpText(
      'after',
      examples(
        'delete 019ab3c1-7a52-7b1f-9d0e-0f6f2f0c7a11',
        'delete --state failed,canceled --category test --dry-run',
        'delete --state canceled --yes',
      ),
    )
    .action((ids: string[], options: DeleteOptions) => byHand({ ids, options }, deleting(options), open()))
}

function deleting({ yes = false, dryRun = false }: DeleteOptions): ByHand {
  if (!yes && !dryRun && !canAsk()) {
    throw new Refusal(usageCode, 'Nobody can be asked here whether to delete: say --yes.')
  }
  return {
    dispatching: false,
    ask: (selection, { ask }) => ask('delivery.delete', selection),
    give(changed, { session: { output } }) {
      for (const id of changed) output.give({ id, deleted: true }, () => `${id}  Deleted.`)
    },
    mayChange: async (count) => yes || confirmed(`Delete ${deliveriesText(count)} for good?`),
  }
}
