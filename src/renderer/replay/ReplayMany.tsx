/** Many deliveries at once: how many, where to, and whether they stay the same events. */
import { Repeat } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { checkUrl } from '../../shared/checks.ts'
import { FilterSentence } from '../deliveries/FilterSentence.tsx'
import { noteJob } from '../deliveries/bulk.ts'
import { deliveriesText } from '../deliveries/format.ts'
import type { Target } from '../deliveries/target.ts'
import { useLive } from '../live/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { SuggestInput } from '../ui/SuggestInput.tsx'
import { useSettled } from '../composer/use-settled.ts'
import type { ReplayAs } from './replay-draft.ts'
import { ReplayAsChoice } from './ReplayAsChoice.tsx'
import { useReplay } from './use-replay.ts'

interface ReplayManyProps {
  target: Target
  onClose: () => void
  /** The new deliveries' ids; none where a job makes them. */
  onReplayed: (ids: string[]) => void
}

export function ReplayMany({ target, onClose, onReplayed }: ReplayManyProps) {
  const endpoints = useLive((live) => live.endpoints)
  const [as, setAs] = useState<ReplayAs>('redeliver')
  const [url, setUrl] = useState('')
  const [demanded, setDemanded] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const { busy, refused, forgive, replay } = useReplay()
  const complaint = url === '' ? null : checkUrl(url)
  const isSettled = useSettled(url, 500) === url

  const send = async (): Promise<void> => {
    setDemanded(true)
    if (complaint) {
      field.current?.focus()
      return
    }
    const which = 'ids' in target ? { ids: target.ids } : { filter: target.filter }
    const made = await replay({ ...which, as, edits: url === '' ? {} : { url } })
    if (!made) return
    if ('filter' in target) noteJob(made.job, target.filter)
    onReplayed(made.ids)
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void send()
  }
  const count = 'ids' in target ? target.ids.length : target.count
  const what = count === null ? 'all of them' : deliveriesText(count)
  return (
    <Dialog
      title={`Replay ${what}`}
      description="Each becomes a new delivery of its own; the old ones stay as they are."
      onClose={onClose}
      initialFocus={field}
      footer={
        <>
          <p role="alert" className="min-w-0 flex-1 text-sm text-bad">
            {refused['form'] ?? refused['ids']}
          </p>
          <Button
            size="md"
            variant="primary"
            icon={<Repeat />}
            disabled={busy || count === null || count === 0}
            onClick={() => void send()}
          >
            Replay {what}
          </Button>
          <Kbd chord="Ctrl Enter" />
        </>
      }
    >
      <div onKeyDownCapture={press} className="flex flex-col gap-3">
        {'filter' in target && <FilterSentence filter={target.filter} />}
        <ReplayAsChoice value={as} onChange={setAs} many />
        <Field
          label="Target"
          error={refused['url'] ?? (demanded || isSettled ? complaint?.message : null)}
          hint="Empty sends each to the URL that it had."
        >
          <SuggestInput
            inputRef={field}
            value={url}
            placeholder="Each to its own URL"
            suggestions={endpoints.map((endpoint) => endpoint.url)}
            onChange={(next) => {
              setUrl(next)
              forgive()
            }}
          />
        </Field>
      </div>
    </Dialog>
  )
}
