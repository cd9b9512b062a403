/** The ways into the deliveries, with live counts, and the other screens. */
import { Activity, Inbox, RadioTower, ScrollText, SlidersHorizontal, Waypoints } from 'lucide-react'
import type { EndpointSummary } from '../../shared/endpoint.ts'
import { type DeliveryState, deliveryStates } from '../../shared/model.ts'
import { countText, splitUrl } from '../deliveries/format.ts'
import { isFiltered } from '../deliveries/filter/filter-parts.ts'
import { conditionText } from '../endpoints/condition.ts'
import { ConditionMark } from '../endpoints/ConditionMark.tsx'
import { inOrder } from '../endpoints/in-order.ts'
import { showDeliveries } from '../deliveries/show.ts'
import { deliveryList } from '../live/deliveries.ts'
import { useLive } from '../live/store.ts'
import { ItemsMenu } from '../ui/ItemsMenu.tsx'
import { StateMark, stateLabels } from '../ui/StateMark.tsx'
import { UrlText } from '../ui/UrlText.tsx'
import { ViewItems } from '../views/ViewItems.tsx'
import { goTo, navigation } from './navigation.ts'
import { sidebarMenu } from './sidebar-menu.tsx'
import { SidebarItem } from './SidebarItem.tsx'

/** The latest endpoints that are listed; the filter finds the others. */
const mostEndpoints = 40

export function Sidebar() {
  const screen = navigation((place) => place.screen)
  const receiverUrl = useLive((live) => live.receiver.url)
  return (
    <nav aria-label="Sections" className="flex h-full flex-col overflow-hidden bg-panel select-none">
      <ItemsMenu itemsOf={sidebarMenu}>
        <div className="min-h-0 flex-1 overflow-y-auto px-2 py-2">
          <StateFilters />
          <ViewItems />
          <Endpoints />
        </div>
      </ItemsMenu>
      <ul className="shrink-0 border-t border-line p-2">
        <SidebarItem
          icon={<RadioTower />}
          label="Receiver"
          current={screen === 'receiver'}
          aside={
            receiverUrl !== null && (
              <span className="font-mono text-xs text-good">:{new URL(receiverUrl).port || '80'}</span>
            )
          }
          onClick={() => goTo('receiver')}
        />
        <SidebarItem
          icon={<ScrollText />}
          label="Log"
          current={screen === 'log'}
          onClick={() => goTo('log')}
        />
        <SidebarItem
          icon={<SlidersHorizontal />}
          label="Settings"
          current={screen === 'settings'}
          onClick={() => goTo('settings')}
        />
      </ul>
    </nav>
  )
}

function StateFilters() {
  const counts = useLive((live) => live.counts)
  const filter = deliveryList((list) => list.filter)
  const onScreen = navigation((place) => place.screen === 'deliveries')
  const isOnlyState = Object.keys(filter).length === 1 && filter.states?.length === 1
  const current = isOnlyState ? filter.states?.[0] : undefined
  const total = deliveryStates.reduce((sum, state) => sum + counts[state], 0)
  const show = (state: DeliveryState | undefined): void =>
    showDeliveries(state === undefined ? {} : { states: [state] })
  return (
    <ul>
      <SidebarItem
        icon={<Inbox />}
        label="All deliveries"
        item="state all"
        current={onScreen && !isFiltered(filter)}
        aside={countText(total)}
        onClick={() => show(undefined)}
      />
      {deliveryStates
        .filter((state) => !isRare(state) || counts[state] > 0 || state === current)
        .map((state) => (
          <SidebarItem
            key={state}
            icon={<StateMark state={state} named={false} />}
            label={stateLabels[state]}
            item={`state ${state}`}
            current={onScreen && state === current}
            aside={counts[state] > 0 && countText(counts[state])}
            onClick={() => show(state)}
          />
        ))}
    </ul>
  )
}

/** States that most people never see take no room while they are empty. */
function isRare(state: DeliveryState): boolean {
  return state === 'scheduled' || state === 'held' || state === 'canceled'
}

function Endpoints() {
  const endpoints = useLive((live) => live.endpoints)
  const screen = navigation((place) => place.screen)
  return (
    <ul className="mt-3">
      <SidebarItem
        icon={<Activity />}
        label="Pulse"
        current={screen === 'pulse'}
        onClick={() => goTo('pulse')}
      />
      <SidebarItem
        icon={<Waypoints />}
        label="Endpoints"
        current={screen === 'endpoints'}
        onClick={() => goTo('endpoints')}
      />
      {inOrder(endpoints.slice(0, mostEndpoints)).map((endpoint) => (
        <EndpointItem key={endpoint.id} endpoint={endpoint} />
      ))}
    </ul>
  )
}

/** Named by nobody: its name is its place. */
function isPlace({ name, url }: EndpointSummary): boolean {
  const { host, path } = splitUrl(url)
  return name === host + path
}

function EndpointItem({ endpoint }: { endpoint: EndpointSummary }) {
  const isChosen = deliveryList((list) => list.filter.endpointId === endpoint.id)
  const onScreen = navigation((place) => place.screen === 'deliveries')
  return (
    <SidebarItem
      icon={<ConditionMark endpoint={endpoint} />}
      label={endpoint.name}
      item={`endpoint ${endpoint.id}`}
      {...(isPlace(endpoint) ? { drawn: <UrlText url={endpoint.url} /> } : {})}
      title={`${endpoint.url}\n${conditionText(endpoint)}`}
      current={onScreen && isChosen}
      onClick={() => showDeliveries(isChosen ? {} : { endpointId: endpoint.id })}
    />
  )
}
