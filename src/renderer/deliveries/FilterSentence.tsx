/** Which deliveries a question is about: the filter in words. */
import type { DeliveryFilter } from '../../shared/commands.ts'
import { useLive } from '../live/store.ts'
import { filterText } from './filter-text.ts'

export function FilterSentence({ filter }: { filter: DeliveryFilter }) {
  const name = useLive((live) => live.endpoints.find(({ id }) => id === filter.endpointId)?.name ?? null)
  return (
    <p className="text-sm text-muted">
      Found by the filter: <span className="break-words text-fg">{filterText(filter, name)}</span>.
    </p>
  )
}
