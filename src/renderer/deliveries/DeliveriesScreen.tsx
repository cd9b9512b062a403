/** The main screen: filter, table and, while a delivery is open, its inspector. The widths are remembered. */
import { Group, Panel, useDefaultLayout } from 'react-resizable-panels'
import { deliveryList, type DeliveryListState, refreshList } from '../live/deliveries.ts'
import { ImportResults } from '../queue-files/ImportResults.tsx'
import { ReplayResults } from '../replay/ReplayResults.tsx'
import { Button } from '../ui/Button.tsx'
import { PaneSeparator } from '../ui/PaneSeparator.tsx'
import { EmptyState, NothingFound } from './EmptyState.tsx'
import { isFiltered } from './filter/filter-parts.ts'
import { FilterBar } from './FilterBar.tsx'
import { Inspector } from './inspector/Inspector.tsx'
import { selection } from './selection.ts'
import { SelectionBar } from './SelectionBar.tsx'
import { Table } from './Table.tsx'

export function DeliveriesScreen() {
  const open = selection((state) => state.open && state.cursor !== null)
  const nothingYet = deliveryList(isEmpty)
  const layout = useDefaultLayout({
    id: 'deliveries',
    panelIds: open ? ['table', 'inspector'] : ['table'],
    onlySaveAfterUserInteractions: true,
  })
  return (
    <Group
      className="h-full"
      {...(layout.defaultLayout ? { defaultLayout: layout.defaultLayout } : {})}
      onLayoutChanged={layout.onLayoutChanged}
    >
      <Panel id="table" minSize={320} className="relative flex flex-col">
        {!nothingYet && <FilterBar />}
        <ReplayResults />
        <ImportResults />
        <Content />
        <SelectionBar />
      </Panel>
      {open && (
        <>
          <PaneSeparator />
          <Panel id="inspector" minSize={320} defaultSize="44%">
            <Inspector />
          </Panel>
        </>
      )}
    </Group>
  )
}

/** Nothing was ever sent, or everything was deleted. */
function isEmpty({ filter, total, newer, loaded, failure }: DeliveryListState): boolean {
  return loaded && !failure && total === 0 && newer === 0 && !isFiltered(filter)
}

function Content() {
  const failure = deliveryList((list) => list.failure)
  const loaded = deliveryList((list) => list.loaded)
  const nothing = deliveryList(({ total, newer }) => total === 0 && newer === 0)
  const filtered = deliveryList(({ filter }) => isFiltered(filter))
  if (failure) return <Failed message={failure.message} />
  if (!loaded) return <div className="flex-1" aria-busy />
  if (nothing) return filtered ? <NothingFound /> : <EmptyState />
  return <Table />
}

function Failed({ message }: { message: string }) {
  return (
    <div role="alert" className="flex flex-1 flex-col items-center justify-center gap-3 p-6 text-center">
      <p>The deliveries could not be loaded.</p>
      <p className="max-w-100 text-muted">{message}</p>
      <Button onClick={refreshList}>Try again</Button>
    </div>
  )
}
