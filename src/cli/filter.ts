/** Filters of deliveries as options: what `list` shows, and what other commands act on. */
import type { Command } from 'commander'
import type { DeliveryFilter } from '../shared/commands.ts'
import type { DeliveryState } from '../shared/model.ts'
import { endpointNamed } from './endpoint-names.ts'
import { states } from './options.ts'
import type { Queue } from './queue.ts'

export interface FilterOptions {
  state?: DeliveryState[]
  category?: string
  endpoint?: string
  text?: string
}

export function addFilterOptions(command: Command): Command {
  return command
    .option('--state <state>', 'only in this state; may be given again, or with commas', states)
    .option('--category <category>', 'only of this category')
    .option('--endpoint <name>', 'only to this endpoint, by name or id')
    .option('--text <text>', 'only with this in category, URL, event id or delivery id')
}

export function hasFilter({ state, category, endpoint, text }: FilterOptions): boolean {
  return [state, category, endpoint, text].some((option) => option !== undefined)
}

/** Refuses as `endpointNamed` does. */
export async function filterOf(options: FilterOptions, queue: Queue): Promise<DeliveryFilter> {
  const { state: states, category, endpoint, text } = options
  const endpointId = endpoint === undefined ? undefined : (await endpointNamed(endpoint, queue)).id
  return { states, category, endpointId, text }
}
