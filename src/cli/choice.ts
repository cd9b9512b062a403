/** The deliveries that a command acts on: named by their ids, or all that a filter finds. Never both, never none by mistake. */
import type { Command } from 'commander'
import type { DeliveryFilter } from '../shared/commands.ts'
import { Refusal } from '../shared/result.ts'
import { usageCode } from './exit-codes.ts'
import { addFilterOptions, filterOf, type FilterOptions, hasFilter } from './filter.ts'
import type { Queue } from './queue.ts'

export interface ChoiceOptions extends FilterOptions {
  all?: boolean
  dryRun?: boolean
}

export interface Choice {
  ids: string[]
  options: ChoiceOptions
}

export type Selection = { ids: string[] } | { filter: DeliveryFilter }

export function addChoice(command: Command): Command {
  return addFilterOptions(
    command.argument('[delivery-ids...]', 'as `list` prints them; in their place a filter'),
  )
    .option('--all', 'every delivery')
    .option('--dry-run', 'only say what would be done, and change nothing')
}

/** Refuses with `usage` what names nothing, or two things. */
export function checkChoice({ ids, options }: Choice): Choice {
  const named = [ids.length > 0, hasFilter(options), options.all === true].filter(Boolean).length
  if (named !== 1) {
    const message = 'Name deliveries by their ids, by a filter such as --state failed, or with --all'
    throw new Refusal(usageCode, named === 0 ? `${message}.` : `${message}, and only by one of these.`)
  }
  if (options.dryRun && ids.length > 0) {
    throw new Refusal(usageCode, '--dry-run says how many a filter finds; ids are counted already.')
  }
  return { ids, options }
}

/** Refuses as `filterOf` does. */
export async function selectionOf({ ids, options }: Choice, queue: Queue): Promise<Selection> {
  return ids.length > 0 ? { ids } : { filter: await filterOf(options, queue) }
}

/** How many a filter finds. */
export async function countOf(filter: DeliveryFilter, { ask }: Queue): Promise<number> {
  const { total } = await ask('delivery.list', { filter, limit: 1, whole: true })
  return total
}
