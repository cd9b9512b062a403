/** The shapes of the states, with their words, and how far something is. */
import { deliveryStates } from '../../shared/model.ts'
import { ProgressBar } from '../ui/ProgressBar.tsx'
import { StateMark, stateLabels } from '../ui/StateMark.tsx'

const shares = [0, 0.4, 1, null]

export function MarkSamples() {
  return (
    <div className="flex flex-col gap-3">
      <ul className="grid grid-cols-4 gap-2">
        {deliveryStates.map((state) => (
          <li key={state} className="flex items-center gap-2">
            <StateMark state={state} named={false} />
            {stateLabels[state]}
          </li>
        ))}
      </ul>
      {shares.map((share) => (
        <ProgressBar key={String(share)} label="Sample" share={share} />
      ))}
    </div>
  )
}
