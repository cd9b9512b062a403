/** How far the search is, in a sentence, with its stop; and why the rows do not stand in the order that was asked for. */
import type { SearchProgress, Sort } from '../../../shared/filter.ts'
import { mostSorted } from '../../../shared/limits.ts'
import { deliveryList, setSearching } from '../../live/deliveries.ts'
import { Button } from '../../ui/Button.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { countText } from '../format.ts'
import { momentText } from './moments.ts'

export function SearchLine() {
  const search = deliveryList((list) => list.search)
  const order = deliveryList((list) => orderText(list))
  const isGoingOn = search !== null && search.state !== 'done' && search.share < 1
  if (!isGoingOn && order === null) return null
  return (
    <div className="flex min-h-6 items-center gap-2 px-3 pb-2 text-sm text-muted">
      {isGoingOn && (
        <>
          {search.state === 'running' && (
            <ProgressBar share={search.share} label="Search" className="w-24 shrink-0" />
          )}
          <span className="tabular min-w-0 truncate">{searchText(search)}</span>
          <Button
            variant="ghost"
            className="-my-1"
            onClick={() => void setSearching(search.state === 'stopped')}
          >
            {search.state === 'stopped' ? 'Search on' : 'Stop'}
          </Button>
        </>
      )}
      {!isGoingOn && <span className="min-w-0 truncate">{order}</span>}
    </div>
  )
}

/** `Searched back to 23 Nov, 14:05 (43 %). Older ones are not counted yet.` */
function searchText({ state, share, reachedAt }: SearchProgress): string {
  const percent = `${Math.floor(share * 100)} %`
  if (reachedAt === null) return 'The search begins with the newest.'
  const where = `back to ${momentText(reachedAt)} (${percent})`
  return state === 'stopped'
    ? `Stopped. Searched ${where}; older ones are not counted.`
    : `Searched ${where}; older ones are not counted yet.`
}

interface Order {
  sort: Sort
  sortedBy: Sort
  total: number
  loaded: boolean
}

/** Null where the rows stand in the order that was asked for. */
function orderText({ sort, sortedBy, total, loaded }: Order): string | null {
  if (!loaded || sort.by === sortedBy.by || total <= mostSorted) return null
  return `Newest first: ${countText(total)} are too many to sort by another column (${countText(mostSorted)} at most).`
}
