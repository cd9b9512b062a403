/** From a bar of a chart to the deliveries that had attempts in its time. */
import { goTo } from '../app/navigation.ts'
import { setFilter } from '../live/deliveries.ts'

export interface AttemptSpan {
  from: number
  /** Not part of it. */
  until: number
  /** Null: of all endpoints. */
  endpointId: string | null
}

export function showAttemptsOf({ from, until, endpointId }: AttemptSpan): void {
  goTo('deliveries')
  setFilter({
    attemptedFrom: from,
    attemptedUntil: until,
    ...(endpointId === null ? {} : { endpointId }),
  })
}
