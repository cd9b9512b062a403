/**
 * Composes an event: the form, and beside it the exact request that it becomes. Ctrl Enter sends from anywhere in it.
 * After sending, the draft stays (without its event id), because the next event is mostly a variation of the last.
 */
import { Eraser, SendHorizontal, Undo2 } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { Failure } from '../../shared/result.ts'
import { invoke } from '../host/bridge.ts'
import { disconnected } from '../host/reconnecting-socket.ts'
import { useLive } from '../live/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import type { EditorHandle } from './CodeEditor.tsx'
import { ComposerForm } from './ComposerForm.tsx'
import { type Draft, emptyDraft, eventOf, isEmpty } from './draft.ts'
import { focusFirstWrong } from './focus-wrong.ts'
import { RequestPreview } from './RequestPreview.tsx'
import { useComplaints } from './use-complaints.ts'
import { useDraft } from './use-draft.ts'

interface ComposerProps {
  onClose: () => void
  /** The new deliveries' ids, when they are on disk. */
  onSent: (ids: string[]) => void
}

export function Composer({ onClose, onSent }: ComposerProps) {
  const editor = useRef<EditorHandle>(null)
  const form = useRef<HTMLDivElement>(null)
  const firstRef = useRef<HTMLInputElement>(null)
  const { draft, changedAt, change, current, clear, undo, unkept } = useDraft(editor)
  const complaints = useComplaints(draft)
  const [first] = useState(() => firstEmpty(draft))
  const [sending, setSending] = useState(false)
  const isPaused = useLive((live) => live.queue.paused)

  const send = async (): Promise<void> => {
    if (sending) return
    const event = current()
    if (Object.keys(complaints.demand(event)).length > 0) {
      focusFirstWrong(form)
      return
    }
    setSending(true)
    const result = await invoke('event.send', eventOf(event))
    setSending(false)
    if (!result.ok) {
      complaints.refuse(sendFailure(result.error), event)
      focusFirstWrong(form)
      return
    }
    change({ eventId: emptyDraft.eventId, copies: emptyDraft.copies })
    onSent(result.value.deliveries.map((delivery) => delivery.id))
  }

  const sendByKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    void send()
  }

  const changeField: typeof change = (edit) => {
    complaints.forgive(edit)
    change(edit)
  }

  const copies = Number(draft.copies)
  return (
    <Dialog
      title="New event"
      size="full"
      onClose={onClose}
      initialFocus={firstRef}
      closeOnOutsidePress={false}
      footer={
        <>
          <DraftTools
            empty={isEmpty(draft)}
            unkept={unkept}
            undo={undo}
            clear={() => {
              complaints.reset()
              clear()
              firstRef.current?.focus()
            }}
          />
          <p role="alert" className="min-w-0 flex-1 text-right text-sm text-bad">
            {complaints.fields['form']}
          </p>
          {isPaused && <span className="text-sm text-warn">The queue is paused: it will wait.</span>}
          <Button
            size="md"
            variant="primary"
            icon={<SendHorizontal />}
            disabled={sending}
            onClick={() => void send()}
          >
            {copies > 1 ? `Send ${copies.toLocaleString('en')} copies` : 'Send'}
          </Button>
          <Kbd chord="Ctrl Enter" />
        </>
      }
    >
      <div
        ref={form}
        onKeyDownCapture={sendByKey}
        className="grid min-h-0 flex-1 grid-cols-[minmax(0,11fr)_minmax(0,9fr)]"
      >
        <ComposerForm
          draft={draft}
          change={changeField}
          complaints={complaints}
          editor={editor}
          first={first}
          firstRef={firstRef}
          changedAt={changedAt}
        />
        <RequestPreview draft={draft} changedAt={changedAt} />
      </div>
    </Dialog>
  )
}

/** Without a connection nothing was sent and nothing will be: the draft stays for another press of the button. */
function sendFailure(failure: Failure): Failure {
  if (failure !== disconnected) return failure
  return { ...failure, message: 'Not sent: the connection is lost. Send again when it is back.' }
}

/** Where a person goes on; null: the payload. */
function firstEmpty(draft: Draft): 'url' | 'category' | null {
  if (draft.url === '') return 'url'
  return draft.category === '' ? 'category' : null
}

interface DraftToolsProps {
  empty: boolean
  unkept: boolean
  undo: (() => void) | null
  clear: () => void
}

function DraftTools({ empty, unkept, undo, clear }: DraftToolsProps) {
  return (
    <div className="flex items-center gap-2">
      {undo ? (
        <Button variant="ghost" icon={<Undo2 />} onClick={undo}>
          Undo new draft
        </Button>
      ) : (
        <Button variant="ghost" icon={<Eraser />} disabled={empty} onClick={clear}>
          New draft
        </Button>
      )}
      {unkept && <span className="text-sm text-warn">Too large to be kept when the window closes</span>}
    </div>
  )
}
