/** The endpoints as a list: saved ones, then those that were met. One is chosen with the arrows; it stands beside. */
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { EndpointDetail } from '../../shared/endpoint.ts'
import type { EndpointPulse } from '../../shared/pulse.ts'
import { countText } from '../deliveries/format.ts'
import { latencyText, shareText } from '../pulse/buckets.ts'
import { classes } from '../ui/classes.ts'
import { ItemsMenu } from '../ui/ItemsMenu.tsx'
import { useEndpointPulse } from '../live/endpoint-pulses.ts'
import { UrlText } from '../ui/UrlText.tsx'
import { editEndpoint } from './actions.ts'
import { conditionColors, conditionOf, conditionText } from './condition.ts'
import { ConditionMark } from './ConditionMark.tsx'
import { endpointMenu } from './endpoint-menu.tsx'
import { endpointView } from './endpoint-view.ts'
import { HourBars } from './HourBars.tsx'
import { hourSentence } from './hour-text.ts'
import { failedCount, waitingCount } from './tallies.ts'

/** More would make a list that no one reads; the filter finds the others. */
const mostListed = 300

interface EndpointListProps {
  endpoints: EndpointDetail[]
  current: EndpointDetail
}

export function EndpointList({ endpoints, current }: EndpointListProps) {
  const list = useRef<HTMLDivElement>(null)
  const listed = endpoints.slice(0, mostListed)
  const saved = listed.filter((endpoint) => endpoint.saved)
  const met = listed.filter((endpoint) => !endpoint.saved)
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') {
      event.preventDefault()
      editEndpoint(current)
      return
    }
    const index = listed.findIndex(({ id }) => id === current.id)
    const target = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: listed.length - 1 }[event.key]
    const next = target === undefined ? undefined : listed[target]
    if (target === undefined) return
    event.preventDefault()
    if (next) endpointView.setState({ chosen: next.id })
  }
  const menuOf = (id: string) => {
    const endpoint = listed.find((each) => each.id === id)
    if (!endpoint) return []
    endpointView.setState({ chosen: id })
    return endpointMenu(endpoint)
  }
  useEffect(() => {
    list.current?.querySelector(`#endpoint-${CSS.escape(current.id)}`)?.scrollIntoView({ block: 'nearest' })
  }, [current.id])
  return (
    <ItemsMenu itemsOf={menuOf} current={current.id}>
      <div
        ref={list}
        role="listbox"
        data-screen
        aria-label="Endpoints"
        tabIndex={0}
        aria-activedescendant={`endpoint-${current.id}`}
        onKeyDown={press}
        className="group/list @container h-full overflow-y-auto focus-visible:outline-none"
      >
        <Part title="Saved" endpoints={saved} current={current} />
        <Part title="Sent to, not saved" endpoints={met} current={current} />
        {endpoints.length > listed.length && (
          <p className="px-4 py-2 text-sm text-faint">
            {countText(endpoints.length - listed.length)} more are not listed: filter by name or URL.
          </p>
        )}
      </div>
    </ItemsMenu>
  )
}

interface PartProps extends EndpointListProps {
  title: string
}

function Part({ title, endpoints, current }: PartProps) {
  if (endpoints.length === 0) return null
  return (
    <div role="group" aria-label={title}>
      <div
        className="sticky top-0 flex h-7 items-center border-b border-line bg-canvas px-4 text-xs text-faint"
        aria-hidden
      >
        {title}
      </div>
      {endpoints.map((endpoint) => (
        <Line key={endpoint.id} endpoint={endpoint} isCurrent={endpoint.id === current.id} />
      ))}
    </div>
  )
}

function Line({ endpoint, isCurrent }: { endpoint: EndpointDetail; isCurrent: boolean }) {
  const { id, name, url, saved, counts } = endpoint
  const waiting = waitingCount(counts)
  const failed = failedCount(counts)
  const pulse = useEndpointPulse(id)
  return (
    <div
      id={`endpoint-${id}`}
      data-item={id}
      role="option"
      aria-selected={isCurrent}
      onClick={() => endpointView.setState({ chosen: id })}
      className={classes(
        'grid grid-cols-[14px_minmax(0,1fr)_auto] items-center gap-x-2.5 @min-[420px]:grid-cols-[14px_minmax(0,1fr)_112px_132px] border-b border-line/60 px-4 py-1.5 select-none',
        isCurrent
          ? 'bg-selected group-focus-visible/list:outline-2 group-focus-visible/list:-outline-offset-2 group-focus-visible/list:outline-accent'
          : 'hover:bg-hover',
      )}
    >
      <ConditionMark endpoint={endpoint} named={false} />
      {saved ? (
        <span className="truncate font-medium">{name}</span>
      ) : (
        <span className="flex min-w-0 overflow-hidden font-mono text-sm" title={url}>
          <UrlText url={url} />
        </span>
      )}
      <Hour pulse={pulse} />
      <span
        className={classes('text-right text-sm whitespace-nowrap', conditionColors[conditionOf(endpoint)])}
      >
        {conditionText(endpoint)}
      </span>
      <span className="col-start-2 flex min-w-0 overflow-hidden font-mono text-sm text-muted" title={url}>
        {saved && <UrlText url={url} />}
      </span>
      <span className="tabular text-right text-sm whitespace-nowrap text-muted">
        {waiting > 0 && `${countText(waiting)} waiting`}
        {waiting > 0 && failed > 0 && ' · '}
        {failed > 0 && `${countText(failed)} failed`}
      </span>
    </div>
  )
}

/** The last hour: bars, success rate and 95th percentile. */
function Hour({ pulse }: { pulse: EndpointPulse | null }) {
  if (pulse === null) return <span className="row-span-2 @max-[420px]:hidden" />
  return (
    <span
      className="row-span-2 flex items-center gap-2 @max-[420px]:hidden"
      title={`The last hour: ${hourSentence(pulse)}`}
    >
      <HourBars bars={pulse.bars} widthPx={48} heightPx={24} />
      <span className="tabular w-14 text-xs whitespace-nowrap text-muted">
        <span className={classes('block', pulse.failed > 0 && 'text-fg')}>{shareText(pulse)}</span>
        <span className="block">{latencyText(pulse.p95Ms)}</span>
      </span>
    </span>
  )
}
