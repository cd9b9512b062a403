/** What part of the deliveries the table shows: the text, a menu for each part, what is chosen as chips, and the columns. */
import { ChevronDown, Columns3, ListFilter } from 'lucide-react'
import { useState } from 'react'
import { deliveryList } from '../live/deliveries.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'
import { AllMenu } from './AllMenu.tsx'
import { useColumnMenu } from './column-menu.tsx'
import { FilterChips } from './filter/FilterChips.tsx'
import { useFilterMenus } from './filter/filter-menus.tsx'
import { FilterText } from './filter/FilterText.tsx'
import { TimeDialog } from './filter/TimeDialog.tsx'

export function FilterBar() {
  // While another filter's answer is under way it stays: an open menu would go from under the pointer.
  const hasMenu = deliveryList(({ loaded, total }) => loaded || total > 0)
  const columnMenu = useColumnMenu()
  return (
    <div role="search" className="@container shrink-0 border-b border-line">
      <div className="flex h-10 items-center gap-1 px-3">
        <FilterText />
        <FilterMenus />
        <div className="ml-auto flex shrink-0 items-center">
          {hasMenu && <AllMenu />}
          <Menu
            align="end"
            trigger={<IconButton label="Columns" icon={<Columns3 />} className="-mr-1" />}
            items={columnMenu}
          />
        </div>
      </div>
      <FilterChips />
    </div>
  )
}

function FilterMenus() {
  const [asksTimes, setAsksTimes] = useState(false)
  const menus = useFilterMenus(() => setAsksTimes(true))
  return (
    <>
      <div className="ml-1 flex shrink-0 @max-[640px]:hidden">
        {menus.map(({ label, items }) => (
          <Menu
            key={label}
            trigger={
              <Button
                variant="ghost"
                aria-label={`Filter by ${label.toLowerCase()}`}
                className="px-1.5! font-normal!"
              >
                {label}
                <ChevronDown className="size-3! text-faint" />
              </Button>
            }
            items={items}
          />
        ))}
      </div>
      <div className="shrink-0 @min-[640px]:hidden">
        <Menu
          trigger={
            <Button variant="ghost" icon={<ListFilter />} className="px-1.5! font-normal!">
              Filter
            </Button>
          }
          items={menus}
        />
      </div>
      {asksTimes && <TimeDialog onClose={() => setAsksTimes(false)} />}
    </>
  )
}
