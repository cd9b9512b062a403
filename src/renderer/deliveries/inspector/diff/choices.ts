/** What a delivery can be compared with: its own attempts with each other, its origin, each of its replays. */
import type { DeliveryDetail } from '../../../../shared/model.ts'
import { stateLabels } from '../../../ui/StateMark.tsx'
import { fullTime } from '../../format.ts'

export interface DiffChoice {
  /** `attempts`, or the id of the other delivery. */
  value: string
  label: string
  /** The other one came before: it stands at the left. */
  isOlder: boolean
}

export function diffChoices({ attempts, replayOf, replays }: DeliveryDetail): DiffChoice[] {
  return [
    ...(attempts.length > 1 ? [{ value: 'attempts', label: 'Two attempts', isOlder: true }] : []),
    ...(replayOf === null ? [] : [{ value: replayOf, label: 'Its origin and this', isOlder: true }]),
    ...replays.map(({ id, state, createdAt }) => ({
      value: id,
      label: `This and its replay of ${fullTime(createdAt)} (${stateLabels[state].toLowerCase()})`,
      isOlder: false,
    })),
  ]
}
