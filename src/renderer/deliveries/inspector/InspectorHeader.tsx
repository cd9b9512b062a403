/** The head of the inspector: what the delivery is and where it goes, and the actions on it. */
import { Copy, X } from 'lucide-react'
import { useState } from 'react'
import type { EndpointSummary } from '../../../shared/endpoint.ts'
import type { DeliveryDetail } from '../../../shared/model.ts'
import { classes } from '../../ui/classes.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { stateColors, stateLabels, StateMark } from '../../ui/StateMark.tsx'
import { copyId } from '../actions.ts'
import { closeInspector, selectOne } from '../selection.ts'
import { InspectorActions } from './InspectorActions.tsx'
import { useWaitReasons } from './use-wait-reasons.ts'
import { WaitLine } from './WaitLine.tsx'

interface InspectorHeaderProps {
  detail: DeliveryDetail
  /** Where it goes; null while that is not known. */
  endpoint: EndpointSummary | null
}

export function InspectorHeader({ detail, endpoint }: InspectorHeaderProps) {
  return (
    <header className="@container flex flex-col gap-2 pt-2 pb-2 pl-4">
      <div className="flex items-center gap-2 pr-2">
        <h2 className="min-w-0 flex-1 truncate text-lg font-semibold select-text" title={detail.category}>
          {detail.category}
        </h2>
        <StateBadge detail={detail} />
        <IconButton label="Close" shortcut="Esc" icon={<X />} onClick={closeInspector} />
      </div>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 pr-4 text-sm">
        <Fact name="Target">
          <Target key={detail.id} method={detail.method} url={detail.url} />
        </Fact>
        <Fact name="Event id">
          <CopyableId id={detail.eventId} />
        </Fact>
        <Lineage detail={detail} />
        <Waiting detail={detail} endpoint={endpoint} />
      </dl>
      <InspectorActions detail={detail} />
    </header>
  )
}

/** A URL that is longer than about two lines is cut off there until it is asked for. */
const longUrl = 120

function Target({ method, url }: Pick<DeliveryDetail, 'method' | 'url'>) {
  const [whole, setWhole] = useState(false)
  const isLong = url.length > longUrl
  return (
    <>
      <span
        className={classes(
          'font-mono wrap-anywhere select-text',
          isLong && (whole ? 'block max-h-40 overflow-y-auto' : 'line-clamp-2'),
        )}
        title={isLong && !whole ? url : undefined}
      >
        <span className="text-muted">{method}</span> {url}
      </span>
      {isLong && (
        <button
          type="button"
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
          className="rounded-sm text-accent-strong underline-offset-2 hover:underline"
        >
          {whole ? 'show less' : 'show all'}
        </button>
      )}
    </>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-faint">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  )
}

function Waiting({ detail, endpoint }: InspectorHeaderProps) {
  const reasons = useWaitReasons(detail, endpoint)
  if (reasons.length === 0) return null
  return (
    <Fact name="Waits">
      <WaitLine reasons={reasons} id={detail.id} endpointId={detail.endpointId} />
    </Fact>
  )
}

function StateBadge({ detail }: { detail: DeliveryDetail }) {
  const { state, attemptCount } = detail
  const counted = attemptCount > 0 && state !== 'delivered'
  return (
    <span
      className={classes('inline-flex shrink-0 items-center gap-1.5 text-sm font-medium', stateColors[state])}
    >
      <StateMark state={state} named={false} />
      {stateLabels[state]}
      {counted && <span className="tabular font-normal text-muted">{attemptsText(detail)}</span>}
    </span>
  )
}

/** Attempts asked for by hand come on top of those that the policy allows. */
function attemptsText({ attemptCount, maxAttempts }: DeliveryDetail): string {
  if (maxAttempts === 0) return `attempt ${attemptCount}`
  return attemptCount > maxAttempts ? `${attemptCount} attempts` : `${attemptCount} of ${maxAttempts}`
}

function CopyableId({ id }: { id: string }) {
  return (
    <button
      type="button"
      title="Copy the event id"
      onClick={() => void copyId(id)}
      className="group inline-flex max-w-full items-center gap-1.5 rounded-sm font-mono text-muted hover:text-fg"
    >
      <span className="truncate">{id}</span>
      <Copy
        className="size-3 shrink-0 opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100"
        aria-hidden
      />
    </button>
  )
}

function Lineage({ detail }: { detail: DeliveryDetail }) {
  const { replayOf, replays } = detail
  const [latest] = replays
  return (
    <>
      {replayOf !== null && (
        <Fact name="Replay of">
          <DeliveryLink id={replayOf}>{replayOf}</DeliveryLink>
        </Fact>
      )}
      {latest && (
        <Fact name="Replayed">
          {replays.length === 1 ? 'once, ' : `${replays.length} times, latest `}
          <DeliveryLink id={latest.id}>{stateLabels[latest.state].toLowerCase()}</DeliveryLink>
        </Fact>
      )}
    </>
  )
}

function DeliveryLink({ id, children }: { id: string; children: string }) {
  return (
    <button
      type="button"
      onClick={() => selectOne(id, true)}
      className="max-w-full truncate rounded-sm align-bottom text-accent-strong underline-offset-2 hover:underline"
    >
      {children}
    </button>
  )
}
