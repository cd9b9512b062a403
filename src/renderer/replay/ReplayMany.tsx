/** Many deliveries at once: how many, where to, and whether they stay the same events. */
import { Repeat } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { checkUrl } from '../../shared/checks.ts'
import { deliveriesText } from '../deliveries/format.ts'
import { useLive } from '../live/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { SuggestInput } from '../ui/SuggestInput.tsx'
import { useSettled } from '../composer/use-settled.ts'
import type { ReplayAs } from './replay-draft.ts'
import type { ReplayDialogProps } from './ReplayDialog.tsx'
import { ReplayAsChoice } from './ReplayAsChoice.tsx'
import { useReplay } from './use-replay.ts'

export function ReplayMany({ ids, onClose, onReplayed }: ReplayDialogProps) {
  const endpoints = useLive((live) => live.endpoints)
  const [as, setAs] = useState<ReplayAs>('redeliver')
  const [url, setUrl] = useState('')
  const [demanded, setDemanded] = useState(false)
  const target = useRef<HTMLInputElement>(null)
  const { busy, refused, forgive, replay } = useReplay()
  const complaint = url === '' ? null : checkUrl(url)
  const isSettled = useSettled(url, 500) === url

  const send = async (): Promise<void> => {
    setDemanded(true)
    if (complaint) {
      target.current?.focus()
      return
    }
    const made = await replay({ ids, as, edits: url === '' ? {} : { url } })
    if (made) onReplayed(made)
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void send()
  }
  return (
    <Dialog
      title={`Replay ${deliveriesText(ids.length)}`}
      description="Each becomes a new delivery of its own; the old ones stay as they are."
      onClose={onClose}
      initialFocus={target}
      footer={
        <>
          <p role="alert" className="min-w-0 flex-1 text-sm text-bad">
            {refused['form'] ?? refused['ids']}
          </p>
          <Button size="md" variant="primary" icon={<Repeat />} disabled={busy} onClick={() => void send()}>
            Replay {deliveriesText(ids.length)}
          </Button>
          <Kbd chord="Ctrl Enter" />
        </>
      }
    >
      <div onKeyDownCapture={press} className="flex flex-col gap-3">
        <ReplayAsChoice value={as} onChange={setAs} many />
        <Field
          label="Target"
          error={refused['url'] ?? (demanded || isSettled ? complaint?.message : null)}
          hint="Empty sends each to the URL that it had."
        >
          <SuggestInput
            inputRef={target}
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
