/** What can be done with the open delivery. */
import {
  Ban,
  CalendarClock,
  ChevronDown,
  Copy,
  Pause,
  Pencil,
  Play,
  Repeat,
  RotateCw,
  Trash2,
} from 'lucide-react'
import { type DeliveryDetail, isFinal } from '../../../shared/model.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { showInLog } from '../../log/log-view.ts'
import { Menu } from '../../ui/Menu.tsx'
import {
  askToDelete,
  cancel,
  copyCurl,
  copyId,
  copyPayload,
  hold,
  release,
  replayAsIs,
  replayWithEdits,
  reschedule,
  retryNow,
} from '../actions.ts'
import { nextNowText } from '../state-text.ts'

export function InspectorActions({ detail }: { detail: DeliveryDetail }) {
  const ids = [detail.id]
  const final = isFinal(detail.state)
  const canRetry = detail.state !== 'delivered' && detail.state !== 'sending'
  return (
    <div
      role="toolbar"
      aria-label="Actions"
      className="flex flex-wrap items-center gap-1.5 pr-3 @max-[340px]:gap-1"
    >
      <Button
        icon={<RotateCw />}
        disabled={!canRetry}
        title="The next attempt at once (T)"
        onClick={() => void retryNow(ids)}
      >
        {nextNowText(detail)}
      </Button>
      <div className="flex">
        <Button
          icon={<Repeat />}
          title="Send the same request again (R)"
          className="rounded-r-none"
          onClick={() => void replayAsIs(ids)}
        >
          Replay
        </Button>
        <Menu
          trigger={
            <Button
              aria-label="More ways to replay"
              icon={<ChevronDown />}
              className="-ml-px rounded-l-none px-1"
            />
          }
          items={[
            { label: 'Replay as is', icon: <Repeat />, shortcut: 'R', onSelect: () => void replayAsIs(ids) },
            {
              label: 'Replay with edits…',
              icon: <Pencil />,
              shortcut: 'Shift R',
              onSelect: () => replayWithEdits(ids),
            },
          ]}
        />
      </div>
      <HoldButton detail={detail} />
      {!final && (
        <Button icon={<Ban />} title="No further attempts (X)" onClick={() => void cancel(ids)}>
          Cancel
        </Button>
      )}
      <Menu
        trigger={
          <Button icon={<Copy />} aria-label="Copy">
            <span className="@max-[340px]:hidden">Copy</span>
            <ChevronDown className="-mr-0.5 text-faint @max-[340px]:hidden" />
          </Button>
        }
        items={[
          { label: 'Copy as cURL', shortcut: 'C', onSelect: () => void copyCurl(detail.id) },
          { label: 'Copy payload', onSelect: () => void copyPayload(detail.id) },
          { label: 'Copy event id', onSelect: () => void copyId(detail.eventId) },
          { label: 'Copy delivery id', onSelect: () => void copyId(detail.id) },
          'separator',
          { label: 'Its lines of the log', shortcut: 'L', onSelect: () => showInLog(detail.id) },
        ]}
      />
      {!final && detail.state !== 'sending' && (
        <IconButton
          label="Reschedule…"
          shortcut="Shift H"
          icon={<CalendarClock />}
          onClick={() => reschedule(ids)}
        />
      )}
      <IconButton
        label="Delete…"
        shortcut="Delete"
        icon={<Trash2 />}
        className="ml-auto hover:text-bad"
        onClick={() => askToDelete(ids)}
      />
    </div>
  )
}

/** What waits can be held, what is held can be released; it stands in the same place. */
function HoldButton({ detail }: { detail: DeliveryDetail }) {
  const { id, state, heldBy } = detail
  if (state === 'held') {
    return (
      <Button
        icon={<Play />}
        disabled={heldBy === 'endpoint'}
        title={
          heldBy === 'endpoint' ? 'It goes on when its endpoint is resumed' : 'Go on as it would have (H)'
        }
        onClick={() => void release([id])}
      >
        Release
      </Button>
    )
  }
  if (isFinal(state) || state === 'sending') return null
  return (
    <Button icon={<Pause />} title="Not sent until it is released (H)" onClick={() => void hold([id])}>
      Hold
    </Button>
  )
}
