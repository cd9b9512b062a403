/** Filters of deliveries as options: what `list` shows, and what other commands act on. */
import type { Command } from 'commander'
import type { DeliveryFilter } from '../shared/commands.ts'
import type { TextPlace } from '../shared/filter.ts'
import type { DeliveryState } from '../shared/model.ts'
import { Refusal } from '../shared/result.ts'
import { endpointNamed } from './endpoint-names.ts'
import { usageCode } from './exit-codes.ts'
import { answers, pastInstant, places, states } from './options.ts'
import type { Queue } from './queue.ts'

export interface FilterOptions {
  state?: DeliveryState[]
  category?: string
  endpoint?: string
  answer?: string[]
  since?: number
  until?: number
  text?: string
  in?: TextPlace[]
}

export function addFilterOptions(command: Command): Command {
  return command
    .option('--state <state>', 'only in this state; may be given again, or with commas', states)
    .option('--category <category>', 'only of this category')
    .option('--endpoint <name>', 'only to this endpoint, by name or id')
    .option('--answer <answer>', 'only answered so last: 503, 5xx or refused; may be given again', answers)
    .option(
      '--since <time>',
      'only accepted then or later: 2026-11-23T22:03:40, or -1h for an hour ago',
      pastInstant,
    )
    .option('--until <time>', 'only accepted before then', pastInstant)
    .option('--text <text>', 'only with this in category, URL, event id or delivery id')
    .option('--in <places>', 'where --text looks: name (as it says there), body, response', places)
}

export function hasFilter(options: FilterOptions): boolean {
  const { state, category, endpoint, answer, since, until, text } = options
  return [state, category, endpoint, answer, since, until, text].some((option) => option !== undefined)
}

/** Refuses as `endpointNamed` does, and with `usage` places without a text. */
export async function filterOf(options: FilterOptions, queue: Queue): Promise<DeliveryFilter> {
  const { state: states, category, endpoint, answer: answers, since, until, text, in: textIn } = options
  if (textIn !== undefined && text === undefined) {
    throw new Refusal(usageCode, '--in says where --text looks: give both.')
  }
  const endpointId = endpoint === undefined ? undefined : (await endpointNamed(endpoint, queue)).id
  return { states, category, endpointId, answers, acceptedFrom: since, acceptedUntil: until, text, textIn }
}
