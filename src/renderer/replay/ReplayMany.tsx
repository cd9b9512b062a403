/** Many deliveries at once: how many, where to, how fast, and whether they stay the same events. */
import { Repeat } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { FilterSentence } from '../deliveries/FilterSentence.tsx'
import { noteJob } from '../deliveries/bulk.ts'
import { deliveriesText } from '../deliveries/format.ts'
import type { Target } from '../deliveries/target.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { useSettled } from '../composer/use-settled.ts'
import { checkMany, manyInput, newManyDraft } from './many-draft.ts'
import { ManyFields } from './ManyFields.tsx'
import type { ReplayAs } from './replay-draft.ts'
import { ReplayAsChoice } from './ReplayAsChoice.tsx'
import { noteReplayJob, noteReplays } from './replay-results.ts'
import { useReplay } from './use-replay.ts'

interface ReplayManyProps {
  target: Target
  onClose: () => void
  /** The new deliveries' ids; none where a job makes them. */
  onReplayed: (ids: string[]) => void
}

export function ReplayMany({ target, onClose, onReplayed }: ReplayManyProps) {
  const [as, setAs] = useState<ReplayAs>('redeliver')
  const [draft, setDraft] = useState(newManyDraft)
  const [demanded, setDemanded] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const { busy, refused, forgive, replay } = useReplay()
  const wrong = checkMany(draft)
  const isSettled =
    useSettled(draft, 500) === draft && draft.to !== 'endpoint' && (draft.to !== 'url' || draft.url !== '')

  const send = async (): Promise<void> => {
    setDemanded(true)
    if (Object.keys(wrong).length > 0) {
      field.current?.focus()
      return
    }
    const which = 'ids' in target ? { ids: target.ids } : { filter: target.filter }
    const made = await replay({ ...which, as, ...manyInput(draft) })
    if (!made) return
    if (made.job) noteReplayJob(made.job)
    else noteReplays(made.seqs)
    if ('filter' in target) noteJob(made.job, target.filter)
    onReplayed(made.ids)
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void send()
  }
  const count = 'ids' in target ? target.ids.length : (target.count?.possible ?? null)
  const what = count === null ? 'all of them' : deliveriesText(count)
  return (
    <Dialog
      title={`Replay ${what}`}
      description="Each becomes a new delivery of its own; the old ones stay as they are."
      onClose={onClose}
      initialFocus={button}
      footer={
        <>
          <p role="alert" className="min-w-0 flex-1 text-sm text-bad">
            {refused['form'] ?? refused['ids']}
          </p>
          <Button
            ref={button}
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
        <ManyFields
          draft={draft}
          change={(change) => {
            setDraft({ ...draft, ...change })
            forgive()
          }}
          complaints={{ ...refused, ...(demanded || isSettled ? wrong : {}) }}
          count={count}
          field={field}
        />
      </div>
    </Dialog>
  )
}
