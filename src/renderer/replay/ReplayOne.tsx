/** One delivery, as it was or with edits. The form begins as a copy of it; only what is changed is sent as an edit. */
import { Repeat, RotateCcw } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react'
import type { DeliveryDetail } from '../../shared/model.ts'
import { checkPayload } from '../composer/check-draft.ts'
import type { EditorHandle } from '../composer/CodeEditor.tsx'
import { focusFirstWrong } from '../composer/focus-wrong.ts'
import { useSettled } from '../composer/use-settled.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { useOrigin } from './load-origin.ts'
import {
  changedFields,
  changesText,
  checkReplay,
  editsOf,
  type ReplayAs,
  type ReplayDraft,
  replayDraftOf,
} from './replay-draft.ts'
import { ReplayForm } from './ReplayForm.tsx'
import { useReplay } from './use-replay.ts'

interface ReplayOneProps {
  id: string
  onClose: () => void
  onReplayed: (ids: string[]) => void
}

export function ReplayOne({ id, onClose, onReplayed }: ReplayOneProps) {
  const origin = useOrigin(id)
  if (origin.phase === 'loaded') {
    const { detail, data } = origin
    return <Loaded detail={detail} data={data} onClose={onClose} onReplayed={onReplayed} />
  }
  return (
    <Dialog title="Replay" size="sm" onClose={onClose}>
      {origin.phase === 'loading' ? (
        <p aria-busy className="text-muted">
          Loading the delivery
        </p>
      ) : (
        <p role="alert" className="text-bad">
          {origin.message}
        </p>
      )}
    </Dialog>
  )
}

interface LoadedProps extends Omit<ReplayOneProps, 'id'> {
  detail: DeliveryDetail
  data: string
}

function Loaded({ detail, data, onClose, onReplayed }: LoadedProps) {
  const [origin] = useState(() => replayDraftOf(detail, data))
  const [draft, setDraft] = useState(origin)
  const [as, setAs] = useState<ReplayAs>('redeliver')
  const [demanded, setDemanded] = useState(false)
  const editor = useRef<EditorHandle>(null)
  const form = useRef<HTMLDivElement>(null)
  const { busy, refused, forgive, replay } = useReplay()
  const settled = useSettled(draft, 500)
  const fields = checkReplay(draft, as)
  const settledFields = demanded ? fields : checkReplay(settled, as)
  const shown = Object.fromEntries(Object.entries(fields).filter(([field]) => settledFields[field]))
  const { data: typed } = demanded ? draft : settled
  const payload = useMemo(
    () => (typed === origin.data ? null : checkPayload(typed, detail.bodyMode)),
    [typed, origin, detail],
  )
  const changed = changedFields(draft, origin, as)

  const change = (edit: Partial<ReplayDraft>): void => {
    forgive()
    setDraft((before) => ({ ...before, ...edit }))
  }
  // The editor tells of its text only when the typing pauses.
  const typedNow = (): ReplayDraft => ({ ...draft, data: editor.current?.text() ?? draft.data })
  const send = async (): Promise<void> => {
    const now = typedNow()
    const complaint = now.data === origin.data ? null : checkPayload(now.data, detail.bodyMode)
    setDemanded(true)
    if (complaint || Object.keys(checkReplay(now, as)).length > 0) {
      focusFirstWrong(form)
      return
    }
    const made = await replay({ ids: [detail.id], as, edits: editsOf(now, origin, as) }, now.headers)
    if (made) onReplayed(made.ids)
    else focusFirstWrong(form)
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    void send()
  }
  return (
    <Dialog
      title={`Replay ${detail.category}`}
      size="lg"
      onClose={onClose}
      closeOnOutsidePress={changed.length === 0}
      hasChanges={() => changedFields(typedNow(), origin, as).length > 0}
      footer={
        <Footer
          error={refused['form'] ?? refused['ids']}
          text={changesText(changed)}
          onRevert={changed.length > 0 ? () => change(origin) : null}
        >
          <Button size="md" variant="primary" icon={<Repeat />} disabled={busy} onClick={() => void send()}>
            Replay
          </Button>
        </Footer>
      }
    >
      <div ref={form} onKeyDownCapture={press}>
        <ReplayForm
          draft={draft}
          change={change}
          as={as}
          isIgnorable={as === 'redeliver' && changed.includes('data')}
          onAs={(next) => {
            forgive()
            setAs(next)
          }}
          detail={detail}
          complaints={{ ...refused, ...shown }}
          payload={payload ?? (refused['data'] ? { code: 'refused', message: refused['data'] } : null)}
          editor={editor}
        />
      </div>
    </Dialog>
  )
}

interface FooterProps {
  error: string | undefined
  text: string
  onRevert: (() => void) | null
  children: ReactNode
}

function Footer({ error, text, onRevert, children }: FooterProps) {
  return (
    <>
      {onRevert && (
        <Button variant="ghost" icon={<RotateCcw />} onClick={onRevert}>
          Undo changes
        </Button>
      )}
      <p
        role={error === undefined ? 'status' : 'alert'}
        className={`min-w-0 flex-1 truncate text-sm ${error === undefined ? 'text-muted' : 'text-bad'}`}
      >
        {error ?? text}
      </p>
      {children}
      <Kbd chord="Ctrl Enter" />
    </>
  )
}
