/** A filter in words, for a question that is about all that it finds. */
import type { DeliveryFilter } from '../../shared/commands.ts'
import { stateLabels } from '../ui/StateMark.tsx'

/** `Failed, category order.created, at staging, with “abc”`; an empty filter finds `all deliveries`. */
export function filterText(filter: DeliveryFilter, endpointName: string | null): string {
  const { states = [], category, endpointId, replays, text } = filter
  const parts = [
    states.map((state) => stateLabels[state].toLowerCase()).join(' or '),
    category === undefined ? '' : `category ${category}`,
    endpointId === undefined ? '' : `at ${endpointName ?? endpointId}`,
    replays ? 'of one replay' : '',
    text ? `with “${text}”` : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? 'all deliveries of the queue' : parts.join(', ')
}
