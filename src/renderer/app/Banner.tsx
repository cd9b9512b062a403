/** Under the header, what concerns everything: the connection is lost, the queue cannot record, the database was damaged. */
import { TriangleAlert, Unplug } from 'lucide-react'
import { connection } from '../host/connection.ts'
import { useLive } from '../live/store.ts'
import { goTo } from './navigation.ts'
import { RecoveryBanner } from './RecoveryBanner.tsx'

const look =
  'flex shrink-0 items-start gap-2 border-b border-line px-4 py-1.5 text-sm [&>svg]:mt-px [&>svg]:size-3.5 [&>svg]:shrink-0'

export function Banner() {
  const isLost = useLive((live) => live.phase === 'lost')
  const fault = useLive((live) => live.queue.fault)
  const recovery = useLive((live) => live.recovery)
  if (isLost) {
    // What was said last may be why.
    return (
      <>
        {fault !== null && <Fault message={fault} />}
        <Lost />
      </>
    )
  }
  return (
    <>
      {fault !== null && <Fault message={fault} />}
      {recovery && <RecoveryBanner recovery={recovery} />}
    </>
  )
}

function Lost() {
  const tokenRefused = connection((known) => known.tokenRefused)
  return (
    <p role="status" className={`${look} bg-warn-wash text-warn`}>
      <Unplug aria-hidden />
      {tokenRefused
        ? 'The application was restarted: open the address that it printed. What you see is the last known state.'
        : 'The connection to Webhook Dispatcher is lost. What you see is the last known state; it connects again by itself.'}
    </p>
  )
}

/** The engine's own sentences: what happened, what to do, and that it goes on by itself. */
function Fault({ message }: { message: string }) {
  return (
    <div role="alert" className={`${look} bg-bad-wash text-bad`}>
      <TriangleAlert aria-hidden />
      <p className="min-w-0">
        <strong className="font-semibold">Not sending.</strong>{' '}
        <span className="break-words select-text">{message}</span>{' '}
        <button
          type="button"
          onClick={() => goTo('log')}
          className="rounded-sm underline underline-offset-2 hover:text-fg"
        >
          Open the log
        </button>
      </p>
    </div>
  )
}
