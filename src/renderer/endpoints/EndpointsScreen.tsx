/** All endpoints, saved and met, and beside the list the one that is looked at. The widths are remembered. */
import { Plus, Search, Waypoints } from 'lucide-react'
import { Group, Panel, useDefaultLayout } from 'react-resizable-panels'
import { openOverlay } from '../app/navigation.ts'
import { countText } from '../deliveries/format.ts'
import { refreshEndpoints, useEndpointList } from '../live/endpoint-list.ts'
import { Button } from '../ui/Button.tsx'
import { PaneSeparator } from '../ui/PaneSeparator.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { EndpointList } from './EndpointList.tsx'
import { EndpointPane } from './EndpointPane.tsx'
import { endpointTextId, endpointView, shownEndpoints } from './endpoint-view.ts'

export function EndpointsScreen() {
  const { endpoints, loaded, failure } = useEndpointList()
  return (
    <div className="flex h-full flex-col">
      <Toolbar total={endpoints.length} />
      {failure ? (
        <Failed message={failure.message} />
      ) : !loaded ? (
        <div className="flex-1" aria-busy />
      ) : endpoints.length === 0 ? (
        <Nothing />
      ) : (
        <Panes />
      )}
    </div>
  )
}

function Toolbar({ total }: { total: number }) {
  const text = endpointView((view) => view.text)
  return (
    <div role="search" className="flex h-10 shrink-0 items-center gap-2 border-b border-line pr-3 pl-4">
      <h1 className="text-base font-semibold">Endpoints</h1>
      <TextInput
        id={endpointTextId}
        aria-label="Filter endpoints"
        placeholder="Filter by name or URL"
        value={text}
        size="sm"
        icon={<Search />}
        className="ml-2 max-w-72 min-w-24 flex-1"
        onChange={(next) => endpointView.setState({ text: next })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') endpointView.setState({ text: '' })
        }}
      />
      <span className="flex-1" />
      <span className="tabular text-sm text-faint">{total > 0 && countText(total)}</span>
      <Button icon={<Plus />} title="New endpoint (A)" onClick={() => openOverlay({ kind: 'endpoint' })}>
        New endpoint
      </Button>
    </div>
  )
}

function Panes() {
  const { endpoints } = useEndpointList()
  const { text, chosen } = endpointView()
  const layout = useDefaultLayout({ id: 'endpoints', onlySaveAfterUserInteractions: true })
  const shown = shownEndpoints(endpoints, text)
  const current = shown.find(({ id }) => id === chosen) ?? shown[0]
  if (!current) return <NothingFound />
  return (
    <Group
      className="min-h-0 flex-1"
      {...(layout.defaultLayout ? { defaultLayout: layout.defaultLayout } : {})}
      onLayoutChanged={layout.onLayoutChanged}
    >
      <Panel id="endpoint-list" minSize={240} defaultSize="46%">
        <EndpointList endpoints={shown} current={current} />
      </Panel>
      <PaneSeparator />
      <Panel id="endpoint" minSize={300}>
        <EndpointPane key={current.id} endpoint={current} />
      </Panel>
    </Group>
  )
}

function Nothing() {
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-4 overflow-auto p-6 text-center">
      <Waypoints className="size-8 text-faint" strokeWidth={1.5} aria-hidden />
      <div className="max-w-110">
        <h2 className="text-lg font-semibold">No endpoint yet</h2>
        <p className="mt-1 text-balance text-muted">
          A saved endpoint has a name, a pace, a breaker, a retry schedule and headers of its own. Every URL
          that you send to appears here by itself, and can be saved.
        </p>
      </div>
      <Button variant="primary" size="md" icon={<Plus />} onClick={() => openOverlay({ kind: 'endpoint' })}>
        New endpoint
      </Button>
    </div>
  )
}

function NothingFound() {
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-3 p-6 text-center">
      <p className="text-muted">No endpoint has this in its name or URL.</p>
      <Button onClick={() => endpointView.setState({ text: '' })}>Show all endpoints</Button>
    </div>
  )
}

function Failed({ message }: { message: string }) {
  return (
    <div role="alert" className="flex flex-1 flex-col items-center justify-center gap-3 p-6 text-center">
      <p>The endpoints could not be loaded.</p>
      <p className="max-w-100 text-muted">{message}</p>
      <Button onClick={refreshEndpoints}>Try again</Button>
    </div>
  )
}
