/** Whether a replay is the same event once more or a new one: what a receiver that keeps ids makes of it. */
import { RadioCards } from '../ui/RadioCards.tsx'
import type { ReplayAs } from './replay-draft.ts'

interface ReplayAsChoiceProps {
  value: ReplayAs
  onChange: (value: ReplayAs) => void
  /** There is more than one. */
  many?: boolean
}

export function ReplayAsChoice({ value, onChange, many = false }: ReplayAsChoiceProps) {
  return (
    <RadioCards
      label="Replay as"
      value={value}
      onChange={onChange}
      options={[
        {
          value: 'redeliver',
          title: 'Redeliver',
          detail: `The same event ${many ? 'ids' : 'id'}: a receiver that has seen ${many ? 'one' : 'it'} may drop the copy.`,
        },
        {
          value: 'new',
          title: many ? 'New events' : 'New event',
          detail: `${many ? 'New event ids' : 'A new event id'}: a receiver takes ${many ? 'them' : 'it'} as something that happened now.`,
        },
      ]}
    />
  )
}
