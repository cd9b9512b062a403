/** What part of the deliveries the table shows. The text waits for a pause in typing; everything else acts at once. */
import { Search, X } from 'lucide-react'
import { useRef, useState } from 'react'
import type { DeliveryFilter } from '../../shared/commands.ts'
import { type DeliveryState, deliveryStates } from '../../shared/model.ts'
import { deliveryList, setFilter } from '../live/deliveries.ts'
import { useLive } from '../live/store.ts'
import { Button } from '../ui/Button.tsx'
import { Select, type SelectOption } from '../ui/Select.tsx'
import { StateMark, stateLabels } from '../ui/StateMark.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { AllMenu } from './AllMenu.tsx'

/** The text field's element id, for the key that goes there. */
export const filterTextId = 'deliveries-filter'

const typingPauseMs = 150

/** Changes some parts of the filter; a part that is set to undefined is taken out. */
export function changeFilter(change: { [K in keyof DeliveryFilter]: DeliveryFilter[K] | undefined }): void {
  const next = { ...deliveryList.getState().filter, ...change }
  setFilter(
    Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined && value !== '')),
  )
}

export function isFiltered(filter: DeliveryFilter): boolean {
  return Object.keys(filter).length > 0
}

export function FilterBar() {
  const { filter, total, loaded } = deliveryList()
  return (
    <div role="search" className="@container shrink-0 border-b border-line">
      <div className="flex h-10 items-center gap-2 px-3">
        <FilterText />
        <StateFilter />
        <CategoryFilter />
        <EndpointChip />
        <ReplaysChip />
        {isFiltered(filter) && (
          <Button variant="ghost" onClick={() => setFilter({})}>
            Clear
          </Button>
        )}
        {/* While another filter's answer is under way it stays: an open menu would go from under the pointer. */}
        <div className="ml-auto shrink-0">{(loaded || total > 0) && <AllMenu />}</div>
      </div>
    </div>
  )
}

function FilterText() {
  const applied = deliveryList((list) => list.filter.text ?? '')
  /** What stands in the field until the pause; null when the field shows the filter as it is. */
  const [typed, setTyped] = useState<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const apply = (text: string): void => {
    clearTimeout(timer.current)
    setTyped(null)
    changeFilter({ text })
  }
  return (
    <TextInput
      id={filterTextId}
      aria-label="Filter deliveries"
      placeholder="Filter by category, URL or id"
      value={typed ?? applied}
      size="sm"
      icon={<Search />}
      className="max-w-72 min-w-24 flex-1"
      onChange={(text) => {
        setTyped(text)
        clearTimeout(timer.current)
        timer.current = setTimeout(() => apply(text), typingPauseMs)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') apply('')
        if (event.key === 'Enter') apply(event.currentTarget.value)
      }}
    />
  )
}

function StateFilter() {
  const state = deliveryList((list) => list.filter.states?.[0])
  const options: SelectOption<DeliveryState | 'any'>[] = [
    { value: 'any', label: 'Any state' },
    ...deliveryStates.map((value) => ({
      value,
      label: stateLabels[value],
      icon: <StateMark state={value} named={false} />,
    })),
  ]
  return (
    <Select
      label="State"
      size="sm"
      value={state ?? 'any'}
      options={options}
      onChange={(value) => changeFilter({ states: value === 'any' ? undefined : [value] })}
    />
  )
}

/** Offers the categories of the rows that were loaded; others are found by the text. */
function CategoryFilter() {
  const category = deliveryList((list) => list.filter.category)
  const known = deliveryList((list) => list.categories)
  const names = category !== undefined && !known.includes(category) ? [category, ...known] : known
  return (
    <Select
      label="Category"
      size="sm"
      value={category === undefined ? 'any' : `=${category}`}
      options={[
        { value: 'any', label: 'Any category' },
        ...names.map((name) => ({ value: `=${name}`, label: name })),
      ]}
      onChange={(value) => changeFilter({ category: value === 'any' ? undefined : value.slice(1) })}
      className="max-w-40 shrink @max-[560px]:hidden"
    />
  )
}

function EndpointChip() {
  const id = deliveryList((list) => list.filter.endpointId)
  const endpoint = useLive((live) => live.endpoints.find((each) => each.id === id))
  if (id === undefined) return null
  return (
    <Chip
      label={`Show all endpoints, not only ${endpoint?.name ?? id}`}
      text={endpoint?.name ?? id}
      onRemove={() => changeFilter({ endpointId: undefined })}
    />
  )
}

function ReplaysChip() {
  const isChosen = deliveryList((list) => list.filter.replays !== undefined)
  if (!isChosen) return null
  return (
    <Chip
      label="Show all deliveries, not only those of one replay"
      text="One replay"
      onRemove={() => changeFilter({ replays: undefined })}
    />
  )
}

function Chip({ label, text, onRemove }: { label: string; text: string; onRemove: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onRemove}
      className="inline-flex h-6 min-w-0 items-center gap-1 rounded-sm border border-accent/40 bg-selected-quiet px-2 text-sm hover:bg-selected"
    >
      <span className="truncate">{text}</span>
      <X className="size-3.5 shrink-0 text-muted" aria-hidden />
    </button>
  )
}
