/** A line under the header for what concerns everything: the connection is lost, or the queue cannot record. */
import { TriangleAlert, Unplug } from 'lucide-react'
import { connection } from '../host/connection.ts'
import { useLive } from '../live/store.ts'

const look =
  'flex shrink-0 items-center gap-2 border-b border-line px-4 py-1.5 text-sm [&_svg]:size-3.5 [&_svg]:shrink-0'

export function Banner() {
  const isLost = useLive((live) => live.phase === 'lost')
  const tokenRefused = connection((known) => known.tokenRefused)
  const fault = useLive((live) => live.queue.fault)
  if (isLost) {
    return (
      <p role="status" className={`${look} bg-warn-wash text-warn`}>
        <Unplug aria-hidden />
        {tokenRefused
          ? 'The application was restarted: open the address that it printed. What you see is the last known state.'
          : 'The connection to Webhook Dispatcher is lost. What you see is the last known state; it connects again by itself.'}
      </p>
    )
  }
  if (fault === null) return null
  return (
    <p role="alert" className={`${look} bg-bad-wash text-bad`}>
      <TriangleAlert aria-hidden />
      {fault}
    </p>
  )
}
