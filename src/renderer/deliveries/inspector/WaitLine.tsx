/** Why a delivery waits, and beside each reason what can be done about it. */
import { openEndpoint } from '../../endpoints/actions.ts'
import { classes } from '../../ui/classes.ts'
import { release, setPaused } from '../actions.ts'
import type { WaitReason } from '../wait-reasons.ts'

interface WaitLineProps {
  reasons: WaitReason[]
  id: string
  endpointId: string
}

export function WaitLine({ reasons, id, endpointId }: WaitLineProps) {
  return (
    <ul>
      {reasons.map((reason) => (
        <li key={reason.about} className={classes('tabular', reason.about !== 'time' && 'text-warn')}>
          {reason.text}{' '}
          {reason.about === 'queue' && <Way label="Resume" onClick={() => void setPaused(false)} />}
          {reason.about === 'held' && <Way label="Release" onClick={() => void release([id])} />}
          {reason.about === 'endpoint' && (
            <Way label="Show the endpoint" onClick={() => openEndpoint(endpointId)} />
          )}
        </li>
      ))}
    </ul>
  )
}

function Way({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="rounded-sm text-accent-strong underline-offset-2 hover:underline"
    >
      {label}
    </button>
  )
}
