/**
 * Composes an event: the form, and beside it the exact request that it becomes. Ctrl Enter sends from anywhere in it.
 * After sending, the draft stays (without its event id), because the next event is mostly a variation of the last.
 */
import { SendHorizontal } from 'lucide-react'
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { EndpointDetail } from '../../shared/endpoint.ts'
import type { Failure } from '../../shared/result.ts'
import { invoke } from '../host/bridge.ts'
import { disconnected } from '../host/reconnecting-socket.ts'
import { useNow } from '../live/now.ts'
import { useLive } from '../live/store.ts'
import { clockTime } from '../retry/times.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import type { EditorHandle } from './CodeEditor.tsx'
import { ComposerForm } from './ComposerForm.tsx'
import { type Draft, emptyDraft, eventOf, type GivenDraft, goesToEndpoints, isEmpty } from './draft.ts'
import { CurlNote, type CurlNoteProps } from './CurlNote.tsx'
import { DraftTools } from './DraftTools.tsx'
import { focusFirstWrong } from './focus-wrong.ts'
import { parseLocalTime } from './local-time.ts'
import { readCurl } from './read-curl.ts'
import { RequestPreview } from './RequestPreview.tsx'
import { checkedMode } from './resolve.ts'
import { useComplaints } from './use-complaints.ts'
import { useDraft } from './use-draft.ts'
import { useTargets } from './use-targets.ts'

interface ComposerProps {
  /** The target that it opens with. */
  endpointId?: string | undefined
  /** Takes the place of what the draft has there; undo brings that back. */
  given?: GivenDraft | undefined
  onClose: () => void
  /** The new deliveries' ids, when they are on disk. */
  onSent: (ids: string[]) => void
}

export function Composer({ endpointId, given, onClose, onSent }: ComposerProps) {
  const editor = useRef<EditorHandle>(null)
  const form = useRef<HTMLDivElement>(null)
  const firstRef = useRef<HTMLInputElement>(null)
  const { draft, changedAt, change, current, begin, undo, unkept } = useDraft(editor, endpointId)
  const targets = useTargets(draft.endpointIds)
  const mode = checkedMode(draft, targets.chosen)
  const complaints = useComplaints(draft, { known: targets.known, mode })
  const [first] = useState(() => firstEmpty(draft))
  const [sending, setSending] = useState(false)
  const [curlNote, setCurlNote] = useState<CurlNoteProps | null>(null)

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
    change({ eventId: emptyDraft.eventId, copies: emptyDraft.copies, sendAt: emptyDraft.sendAt })
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
    setCurlNote(null)
    change(edit)
  }

  /** All but the category, which a request does not tell. */
  const takeCurl = (text: string): void => {
    const reading = readCurl(text)
    setCurlNote(reading.ok ? { leftOut: reading.leftOut } : { wrong: reading.message })
    if (!reading.ok) return
    complaints.reset()
    begin({ category: draft.category, ...reading.draft })
  }
  useGiven(given, (next) => {
    if (next.curl !== undefined) return takeCurl(next.curl)
    complaints.reset()
    setCurlNote(null)
    begin({ ...current(), ...next.draft })
  })

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
            undo={
              undo &&
              (() => {
                setCurlNote(null)
                undo()
              })
            }
            clear={() => {
              complaints.reset()
              setCurlNote(null)
              begin()
              firstRef.current?.focus()
            }}
          />
          {curlNote && <CurlNote {...curlNote} />}
          <p role="alert" className="min-w-0 flex-1 text-right text-sm text-bad">
            {complaints.fields['form']}
          </p>
          <WaitNote targets={targets.chosen} />
          <Button
            size="md"
            variant="primary"
            icon={<SendHorizontal />}
            disabled={sending}
            onClick={() => void send()}
          >
            <SendText draft={draft} />
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
          targets={targets}
          editor={editor}
          first={first}
          firstRef={firstRef}
          changedAt={changedAt}
          onCurl={takeCurl}
        />
        <RequestPreview draft={draft} targets={targets.chosen} changedAt={changedAt} />
      </div>
    </Dialog>
  )
}

/** Takes what is given from outside, once each time. */
function useGiven(given: GivenDraft | undefined, take: (given: GivenDraft) => void): void {
  const taken = useRef<GivenDraft>(undefined)
  const onGiven = useEffectEvent(take)
  useEffect(() => {
    if (!given || taken.current === given) return
    taken.current = given
    onGiven(given)
  }, [given])
}

/** Without a connection nothing was sent and nothing will be: the draft stays for another press of the button. */
function sendFailure(failure: Failure): Failure {
  if (failure !== disconnected) return failure
  return { ...failure, message: 'Not sent: the connection is lost. Send again when it is back.' }
}

/** Where a person goes on; null: the payload. */
function firstEmpty(draft: Draft): 'url' | 'category' | null {
  if (draft.url === '' && !goesToEndpoints(draft)) return 'url'
  return draft.category === '' ? 'category' : null
}

/** Why it will not go out as soon as it is sent. */
function WaitNote({ targets }: { targets: readonly EndpointDetail[] }) {
  const isPaused = useLive((live) => live.queue.paused)
  const paused = targets.filter((endpoint) => endpoint.paused !== null)
  const [first] = paused
  const text = isPaused
    ? 'The queue is paused: it will wait.'
    : first && `${paused.length === 1 ? first.name : `${paused.length} endpoints`} paused: held there.`
  return text ? <span className="text-sm whitespace-nowrap text-warn">{text}</span> : null
}

/** `Send`, `Send 10 copies to 3 endpoints at 15:04:00`. */
function SendText({ draft }: { draft: Draft }) {
  const now = useNow()
  const copies = Number(draft.copies)
  const at = parseLocalTime(draft.sendAt)
  const parts = [
    copies > 1 ? `Send ${copies.toLocaleString('en')} copies` : 'Send',
    draft.endpointIds.length > 1 && `to ${draft.endpointIds.length} endpoints`,
    at !== null && at > now && `at ${clockTime(at, now)}`,
  ]
  return parts.filter(Boolean).join(' ')
}
