/** What protects an endpoint that is down, and the deliveries that wait for it. */
import { Field } from '../ui/Field.tsx'
import { SwitchRow } from '../ui/SwitchRow.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import type { PartProps } from './part-props.ts'

export function FailurePart({ draft, change, complaints }: PartProps) {
  return (
    <div className="flex flex-col gap-3">
      <SwitchRow
        label="Breaker"
        hint="After so many failures in a row nothing is sent but one delivery now and then as a probe, until one succeeds."
        checked={draft.hasBreaker}
        onChange={(hasBreaker) => change({ hasBreaker })}
      >
        {draft.hasBreaker && (
          <div className="flex items-start gap-2 pt-1">
            <Field label="Failures in a row" error={complaints['breaker.failures']} className="w-40 shrink-0">
              <TextInput
                mono
                inputMode="numeric"
                value={draft.breakerFailures}
                onChange={(breakerFailures) => change({ breakerFailures })}
              />
            </Field>
            <Field label="Probe after" error={complaints['breaker.probeAfterMs']} className="w-40 shrink-0">
              <TextInput
                mono
                value={draft.breakerProbe}
                onChange={(breakerProbe) => change({ breakerProbe })}
              />
            </Field>
          </div>
        )}
      </SwitchRow>
      <SwitchRow
        label="Hold while nothing listens"
        hint="A local port that refuses holds its deliveries instead of using up their attempts; they go out in order when something listens there. For URLs on this machine."
        checked={draft.holdWhileRefused}
        onChange={(holdWhileRefused) => change({ holdWhileRefused })}
      />
      <Field
        label="Jitter"
        error={complaints['jitterPercent']}
        hint="Percent by which a wait may be longer or shorter, 0 to 50."
      >
        <TextInput
          mono
          className="w-40"
          inputMode="numeric"
          value={draft.jitter}
          onChange={(jitter) => change({ jitter })}
        />
      </Field>
    </div>
  )
}
