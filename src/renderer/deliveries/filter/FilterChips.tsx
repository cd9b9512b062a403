/** The parts of the filter, each to be taken out, and how far the search for it is. No row while there is nothing to say. */
import { X } from 'lucide-react'
import { deliveryList, setFilter } from '../../live/deliveries.ts'
import { useLive } from '../../live/store.ts'
import { Button } from '../../ui/Button.tsx'
import { ViewButton } from '../../views/ViewButton.tsx'
import { focusTable } from '../table-focus.ts'
import { isFiltered } from './filter-parts.ts'
import { type Chip, chipsOf } from './filter-chips.ts'
import { SearchLine } from './SearchLine.tsx'

export function FilterChips() {
  const filter = deliveryList((list) => list.filter)
  const endpoint = useLive((live) => live.endpoints.find(({ id }) => id === filter.endpointId))
  if (!isFiltered(filter)) return <SearchLine />
  return (
    <>
      <div className="flex items-start gap-2 px-3 pb-2">
        <ul aria-label="Active filters" className="flex min-w-0 flex-1 flex-wrap items-center gap-1">
          {chipsOf(filter, endpoint?.name ?? null).map((chip) => (
            <ChipItem key={`${chip.part} ${chip.text}`} chip={chip} />
          ))}
          <li>
            <Button variant="ghost" onClick={() => leaveChips({})}>
              Clear all
            </Button>
          </li>
        </ul>
        <ViewButton />
      </div>
      <SearchLine />
    </>
  )
}

function ChipItem({ chip: { part, text, without } }: { chip: Chip }) {
  return (
    <li className="inline-flex h-6 max-w-full min-w-0 items-center rounded-sm border border-accent/40 bg-selected-quiet pl-2 text-sm">
      <span className="truncate" title={text}>
        <span className="text-muted">{part}</span> {text}
      </span>
      <button
        type="button"
        aria-label={`Remove filter: ${part} ${text}`}
        onClick={() => leaveChips(without)}
        className="focus-inset inline-flex size-5.5 shrink-0 items-center justify-center rounded-sm text-muted hover:bg-selected hover:text-fg"
      >
        <X className="size-3" aria-hidden />
      </button>
    </li>
  )
}

/** The button that was pressed is gone with its chip: the focus goes to the rows, whose keys are wanted next. */
function leaveChips(filter: Parameters<typeof setFilter>[0]): void {
  setFilter(filter)
  focusTable()
}
