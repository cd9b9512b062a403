/** What stands in the table's place when there is nothing to show: the way to the first row, or out of the filter. */
import { Send } from 'lucide-react'
import { useState } from 'react'
import { composeChord } from '../app/compose-chord.ts'
import { openOverlay } from '../app/navigation.ts'
import { setFilter } from '../live/deliveries.ts'
import { useLive } from '../live/store.ts'
import { Button } from '../ui/Button.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { openImport } from '../queue-files/import-session.ts'
import { sendFirstEvent } from './first-event.ts'
import { focusTable } from './table-focus.ts'

export function EmptyState() {
  const [busy, setBusy] = useState(false)
  const paused = useLive((live) => live.queue.paused)
  const isAnew = useLive((live) => live.recovery !== null)
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-6 overflow-auto p-6 text-center">
      <FlowPicture />
      <div className="max-w-100">
        <h2 className="text-lg font-semibold">
          {isAnew ? 'The queue began anew' : 'Send your first webhook'}
        </h2>
        <p className="mt-1 text-balance text-muted">
          {isAnew
            ? 'What can be read of the damaged database is brought back by the button above. New events are sent as ever.'
            : 'A receiver on this machine is started and gets a test event. You see the attempt, the request exactly as sent, and the answer.'}
        </p>
      </div>
      <div className="flex flex-col items-center gap-3">
        <Button
          variant="primary"
          size="md"
          icon={<Send />}
          disabled={busy}
          onClick={() => {
            setBusy(true)
            void sendFirstEvent().finally(() => setBusy(false))
          }}
        >
          Send a test event
        </Button>
        <button
          type="button"
          className="inline-flex items-center gap-2 rounded-sm px-1 text-sm text-muted hover:text-fg"
          onClick={() => openOverlay({ kind: 'compose' })}
        >
          or write one of your own <Kbd chord={composeChord} />
        </button>
        <button
          type="button"
          className="inline-flex items-center gap-2 rounded-sm px-1 text-sm text-muted hover:text-fg"
          onClick={openImport}
        >
          or import a queue file <Kbd chord="Ctrl Shift I" />
        </button>
      </div>
      {paused && <p className="text-sm text-warn">The queue is paused: events wait until it runs again.</p>}
    </div>
  )
}

/** An event on its way: dispatcher, attempt, receiver. */
function FlowPicture() {
  return (
    <svg
      viewBox="0 0 220 56"
      className="h-14 w-55 text-edge"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden
    >
      <rect x="1" y="10" width="56" height="36" rx="6" className="fill-panel" />
      <path d="M14 22h30M14 28h22M14 34h26" className="stroke-faint" strokeLinecap="round" />
      <path d="M66 28h78" strokeDasharray="3 4" strokeLinecap="round" />
      <path d="m140 23 6 5-6 5" strokeLinecap="round" strokeLinejoin="round" />
      <circle cx="98" cy="28" r="7" className="fill-accent stroke-none" />
      <rect x="155" y="10" width="64" height="36" rx="6" className="fill-panel" />
      <circle cx="187" cy="28" r="8" className="fill-good stroke-none" />
      <path
        d="m183.2 28.2 2.6 2.6 5-5.4"
        className="stroke-canvas"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}

function showAll(): void {
  setFilter({})
  focusTable()
}

export function NothingFound() {
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-3 p-6 text-center">
      <p className="text-muted">No delivery matches this filter.</p>
      <Button onClick={showAll}>Show all deliveries</Button>
    </div>
  )
}
