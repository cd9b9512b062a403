/** From when and until when, of the acceptance or of an attempt. An empty field is no bound. */
import { useState } from 'react'
import { fieldTimeText, parseFieldTime } from '../../composer/local-time.ts'
import { deliveryList } from '../../live/deliveries.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { changeFilter } from './change-filter.ts'

type Moment = 'accepted' | 'attempted'

export function TimeDialog({ onClose }: { onClose: () => void }) {
  const { filter } = deliveryList.getState()
  const isAttempted = filter.attemptedFrom !== undefined || filter.attemptedUntil !== undefined
  const [moment, setMoment] = useState<Moment>(isAttempted ? 'attempted' : 'accepted')
  const [from, setFrom] = useState(textOf(isAttempted ? filter.attemptedFrom : filter.acceptedFrom))
  const [until, setUntil] = useState(textOf(isAttempted ? filter.attemptedUntil : filter.acceptedUntil))
  const span = { from: parseFieldTime(from) ?? undefined, until: parseFieldTime(until) ?? undefined }
  const isWrong = span.from !== undefined && span.until !== undefined && span.from >= span.until
  const apply = (): void => {
    if (isWrong) return
    changeFilter(
      moment === 'accepted'
        ? { acceptedFrom: span.from, acceptedUntil: span.until }
        : { attemptedFrom: span.from, attemptedUntil: span.until },
    )
    onClose()
  }
  return (
    <Dialog
      size="sm"
      title="Filter by time"
      onClose={onClose}
      footer={
        <>
          <Button size="md" onClick={onClose}>
            Cancel
          </Button>
          <Button size="md" variant="primary" disabled={isWrong} onClick={apply}>
            Filter
          </Button>
        </>
      }
    >
      <div
        className="flex flex-col gap-3"
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.target instanceof HTMLInputElement) apply()
        }}
      >
        <Field label="From">
          <TextInput type="datetime-local" step={1} value={from} onChange={setFrom} />
        </Field>
        <Field label="Until" error={isWrong ? 'This is not after the beginning.' : undefined}>
          <TextInput type="datetime-local" step={1} value={until} onChange={setUntil} />
        </Field>
        <Field label="Of">
          <Select
            value={moment}
            options={[
              { value: 'accepted', label: 'The time when it was accepted' },
              { value: 'attempted', label: 'Any of its attempts' },
            ]}
            onChange={setMoment}
          />
        </Field>
      </div>
    </Dialog>
  )
}

function textOf(at: number | undefined): string {
  return at === undefined ? '' : fieldTimeText(at)
}
