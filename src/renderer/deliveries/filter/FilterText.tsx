/**
 * The filter's text, and where it is looked for. It waits for a pause in typing. Enter and the arrow down lead to the rows
 * that it finds, Escape back to the table without clearing it.
 */
import { ChevronDown, Search } from 'lucide-react'
import { useRef, useState } from 'react'
import { type TextPlace, textPlaces } from '../../../shared/filter.ts'
import { deliveryList, setFilter } from '../../live/deliveries.ts'
import { Menu } from '../../ui/Menu.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { focusTable } from '../table-focus.ts'
import { enterRows } from '../table-keys.ts'
import { changeFilter } from './change-filter.ts'
import { toggled } from './filter-parts.ts'
import { chipsOf } from './filter-chips.ts'

/** The text field's element id, for the key that goes there. */
export const filterTextId = 'deliveries-filter'

const typingPauseMs = 150

const placeLabels: Readonly<Record<TextPlace, string>> = {
  name: 'Category, URL and ids',
  body: 'Payload',
  response: 'Responses',
}

export function FilterText() {
  const applied = deliveryList((list) => list.filter.text ?? '')
  const places = usePlaces()
  /** What stands in the field until the pause; null when the field shows the filter as it is. */
  const [typed, setTyped] = useState<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const apply = (text: string): void => {
    clearTimeout(timer.current)
    setTyped(null)
    changeFilter({ text })
  }
  return (
    <div className="relative flex max-w-96 min-w-36 flex-1">
      <TextInput
        id={filterTextId}
        aria-label="Filter deliveries"
        placeholder={placeholderOf(places)}
        value={typed ?? applied}
        size="sm"
        icon={<Search />}
        className="w-full [&_input]:pr-12"
        onChange={(text) => {
          setTyped(text)
          clearTimeout(timer.current)
          timer.current = setTimeout(() => apply(text), typingPauseMs)
        }}
        onKeyDown={(event) => {
          const { value } = event.currentTarget
          if (event.key === 'Escape') focusTable()
          if (event.key === 'Enter' || event.key === 'ArrowDown') {
            event.preventDefault()
            if (value !== applied) apply(value)
            void enterRows()
          }
          if (event.key === 'Backspace' && value === '') removeLastChip()
        }}
      />
      <PlacesMenu places={places} />
    </div>
  )
}

function usePlaces(): readonly TextPlace[] {
  const textIn = deliveryList((list) => list.filter.textIn)
  return textIn && textIn.length > 0 ? textIn : ['name']
}

function placeholderOf(places: readonly TextPlace[]): string {
  if (places.length > 1) return 'Filter by text'
  if (places[0] === 'body') return 'Text in the payload'
  return places[0] === 'response' ? 'Text in responses' : 'Category, URL or id'
}

function PlacesMenu({ places }: { places: readonly TextPlace[] }) {
  const shown = places.length === 1 && places[0] === 'name' ? 'in' : `in ${places.length}`
  const choose = (place: TextPlace): void => {
    const next = toggled(places, place)
    const isUsual = next.length === 0 || (next.length === 1 && next[0] === 'name')
    changeFilter({ textIn: isUsual ? undefined : textPlaces.filter((one) => next.includes(one)) })
  }
  return (
    <Menu
      align="end"
      trigger={
        <button
          type="button"
          aria-label={`Look in: ${places.map((place) => placeLabels[place]).join(', ')}`}
          title="Where the text is looked for"
          className="absolute top-0.5 right-0.5 inline-flex h-5 items-center gap-0.5 rounded-sm px-1 text-xs text-muted hover:bg-press hover:text-fg"
        >
          {shown}
          <ChevronDown className="size-3" aria-hidden />
        </button>
      }
      items={textPlaces.map((place) => ({
        label: placeLabels[place],
        checked: places.includes(place),
        onSelect: () => choose(place),
      }))}
    />
  )
}

function removeLastChip(): void {
  const last = chipsOf(deliveryList.getState().filter, null).at(-1)
  if (last) setFilter(last.without)
}
