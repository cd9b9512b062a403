/** A filter as chips: what each says, and what is left of the filter without it. In the order of the menus. */
import { type DeliveryFilter, looksInNames } from '../../../shared/filter.ts'
import type { SeqSpan } from '../../../shared/job.ts'
import { countText } from '../format.ts'
import { stateLabels } from '../../ui/StateMark.tsx'
import { answerText } from './answers.ts'
import { type FilterChange, withChange } from './filter-parts.ts'
import { spanText } from './moments.ts'

export interface Chip {
  /** Which part it is; `State`. */
  part: string
  /** `Failed` */
  text: string
  without: DeliveryFilter
}

const placeTexts = { name: 'names', body: 'bodies', response: 'responses' }

/** `endpointName`: of the filter's endpoint, where it is known. */
export function chipsOf(filter: DeliveryFilter, endpointName: string | null): Chip[] {
  const { states = [], answers = [], category, endpointId, replays, imported, text } = filter
  const { acceptedFrom, acceptedUntil, attemptedFrom, attemptedUntil } = filter
  const without = (change: FilterChange): DeliveryFilter => withChange(filter, change)
  const chips: Chip[] = [
    ...states.map((state) => ({
      part: 'State',
      text: stateLabels[state],
      without: without({ states: states.filter((one) => one !== state) }),
    })),
    ...answers.map((answer) => ({
      part: 'Answer',
      text: answerText(answer),
      without: without({ answers: answers.filter((one) => one !== answer) }),
    })),
  ]
  const add = (part: string, said: string, change: FilterChange): void => {
    chips.push({ part, text: said, without: without(change) })
  }
  if (category !== undefined) add('Category', category, { category: undefined })
  if (endpointId !== undefined) add('Endpoint', endpointName ?? endpointId, { endpointId: undefined })
  if (replays) add('Replays', 'of one replay', { replays: undefined })
  if (imported) add('Imported', importedText(imported), { imported: undefined })
  const accepted = spanText(acceptedFrom, acceptedUntil)
  if (accepted) add('Accepted', accepted, { acceptedFrom: undefined, acceptedUntil: undefined })
  const attempted = spanText(attemptedFrom, attemptedUntil)
  if (attempted) add('Attempted', attempted, { attemptedFrom: undefined, attemptedUntil: undefined })
  if (text) add('Text', `“${text}”${placesText(filter)}`, { text: undefined })
  return chips
}

/** How many one import has made, those among them that were accepted meanwhile. */
export function importedText({ firstSeq, lastSeq }: SeqSpan): string {
  return countText(lastSeq - firstSeq + 1)
}

/** ` in names, bodies`; nothing where only names are looked at, as ever. */
export function placesText(filter: DeliveryFilter): string {
  const places = (filter.textIn ?? []).filter((place) => place !== 'name')
  if (places.length === 0) return ''
  const all = looksInNames(filter) ? (['name', ...places] as const) : places
  return ` in ${all.map((place) => placeTexts[place]).join(', ')}`
}
