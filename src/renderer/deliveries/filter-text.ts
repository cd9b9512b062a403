/** A filter in words, for a question that is about all that it finds. */
import type { DeliveryFilter } from '../../shared/commands.ts'
import { stateLabels } from '../ui/StateMark.tsx'
import { answerText } from './filter/answers.ts'
import { importedText, placesText } from './filter/filter-chips.ts'
import { spanText } from './filter/moments.ts'

/** `Failed, category order.created, at staging, with “abc”`; an empty filter finds `all deliveries`. */
export function filterText(filter: DeliveryFilter, endpointName: string | null): string {
  const { states = [], answers = [], category, endpointId, replays, imported, text } = filter
  const accepted = spanText(filter.acceptedFrom, filter.acceptedUntil)
  const attempted = spanText(filter.attemptedFrom, filter.attemptedUntil)
  const parts = [
    states.map((state) => stateLabels[state].toLowerCase()).join(' or '),
    answers.length === 0 ? '' : `answered ${answers.map(answerText).join(' or ')}`,
    category === undefined ? '' : `category ${category}`,
    endpointId === undefined ? '' : `at ${endpointName ?? endpointId}`,
    replays ? 'of one replay' : '',
    imported ? `of one import (${importedText(imported)})` : '',
    accepted && `accepted ${accepted}`,
    attempted && `attempted ${attempted}`,
    text ? `with “${text}”${placesText(filter)}` : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? 'all deliveries of the queue' : parts.join(', ')
}
