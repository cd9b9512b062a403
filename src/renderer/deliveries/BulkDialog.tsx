/** Asks before something is done with all that a filter finds: how many, which, and what will happen to them. */
import { useRef, useState } from 'react'
import type { DeliveryFilter } from '../../shared/commands.ts'
import type { BulkAction } from '../app/navigation.ts'
import { ReplayMany } from '../replay/ReplayMany.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { type BulkCount, bulkText, runBulk, wordsOf } from './bulk.ts'
import { FilterSentence } from './FilterSentence.tsx'
import { countText, deliveriesText } from './format.ts'
import { RescheduleDialog } from './RescheduleDialog.tsx'
import { useBulkCount } from './use-filter-count.ts'

interface BulkDialogProps {
  action: BulkAction
  filter: DeliveryFilter
  onClose: () => void
}

export function BulkDialog({ action, filter, onClose }: BulkDialogProps) {
  const count = useBulkCount(action, filter)
  const target = { filter, count }
  if (action === 'replay') return <ReplayMany target={target} onClose={onClose} onReplayed={onClose} />
  if (action === 'reschedule') return <RescheduleDialog target={target} onClose={onClose} />
  return <Question action={action} target={target} onClose={onClose} />
}

interface QuestionProps {
  action: Exclude<BulkAction, 'replay' | 'reschedule'>
  target: { filter: DeliveryFilter; count: BulkCount | null }
  onClose: () => void
}

function Question({ action, target, onClose }: QuestionProps) {
  const { filter, count } = target
  const { verb, done, meaning, danger = false } = wordsOf(action)
  const calm = useRef<HTMLButtonElement>(null)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const run = async (): Promise<void> => {
    setBusy(true)
    const answer = await runBulk(action, filter)
    setBusy(false)
    if (answer.ok) onClose()
    else setRefused(answer.error.message)
  }
  const isNone = count !== null && count.possible === 0
  return (
    <Dialog
      size="sm"
      title={isNone ? `None of ${deliveriesText(count.found)} can be ${done}` : `${verb} ${bulkText(count)}?`}
      onClose={onClose}
      initialFocus={calm}
      footer={
        <>
          <Button ref={calm} size="md" onClick={onClose}>
            Do nothing
          </Button>
          <Button
            size="md"
            variant={danger ? 'danger' : 'primary'}
            disabled={busy || count === null || isNone}
            onClick={() => void run()}
          >
            {verb} {buttonText(count)}
          </Button>
        </>
      }
    >
      <FilterSentence filter={filter} />
      <p className="mt-2">{meaning}</p>
      <p className="mt-2 text-muted">
        It is done step by step while the queue goes on. The header shows how far it is, and stops it.
      </p>
      {refused !== null && (
        <p role="alert" className="mt-2 text-bad">
          {refused}
        </p>
      )}
    </Dialog>
  )
}

/** Of some only their number: how many there are stands in the title. */
function buttonText(count: BulkCount | null): string {
  if (count === null || count.possible === count.found) return bulkText(count)
  return countText(count.possible)
}
