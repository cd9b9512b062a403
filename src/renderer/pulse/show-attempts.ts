/** From a bar of a chart to the deliveries that had attempts in its time. */
import { showDeliveries } from '../deliveries/show.ts'

export interface AttemptSpan {
  from: number
  /** Not part of it. */
  until: number
  /** Null: of all endpoints. */
  endpointId: string | null
}

export function showAttemptsOf({ from, until, endpointId }: AttemptSpan): void {
  showDeliveries({
    attemptedFrom: from,
    attemptedUntil: until,
    ...(endpointId === null ? {} : { endpointId }),
  })
}
