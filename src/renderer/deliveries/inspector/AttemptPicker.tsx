/** Which attempt the tab is about. Nothing to choose with one attempt or none. */
import type { DeliveryDetail } from '../../../shared/model.ts'
import { Select } from '../../ui/Select.tsx'
import { outcomeText } from './outcome.ts'

interface AttemptPickerProps {
  /** The accessible name; `Attempt` unless there are several. */
  label?: string
  detail: DeliveryDetail
  index: number
  onChoose: (index: number) => void
  className?: string
}

export function AttemptPicker(props: AttemptPickerProps) {
  const { label = 'Attempt', detail, index, onChoose, className } = props
  if (detail.attempts.length < 2) return null
  return (
    <Select
      label={label}
      size="sm"
      {...(className === undefined ? {} : { className })}
      value={String(index)}
      options={detail.attempts.map((attempt, place) => ({
        value: String(place),
        label: `Attempt ${attempt.number}: ${outcomeText(attempt)}`,
      }))}
      onChange={(value) => onChoose(Number(value))}
    />
  )
}
