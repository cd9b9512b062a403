/**
 * Composes an event: the form, and beside it the exact request that it becomes. Ctrl Enter sends from anywhere in it.
 * After sending, the draft stays (without its event id), because the next event is mostly a variation of the last.
 */
import { SendHorizontal } from 'lucide-react'
import { type KeyboardEvent, use, useEffect, useEffectEvent, useRef, useState } from 'react'
import { v4 as newUuid } from 'uuid'
import type { EndpointDetail } from '../../shared/endpoint.ts'
import { useNow } from '../live/now.ts'
import { useLive } from '../live/store.ts'
import { clockTime } from '../retry/times.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import type { EditorHandle } from './CodeEditor.tsx'
import { ComposerForm } from './ComposerForm.tsx'
import { type Draft, emptyDraft, type GivenDraft, goesToEndpoints, isEmpty } from './draft.ts'
import { curlNote, DraftNote } from './DraftNote.tsx'
import { DraftTools } from './DraftTools.tsx'
import { planOf } from './plan.ts'
import { readCurl } from './read-curl.ts'
import { RequestPreview } from './RequestPreview.tsx'
import { checkedMode } from './resolve.ts'
import { TemplatesPopover } from './TemplatesPopover.tsx'
import { useComplaints } from './use-complaints.ts'
import { useDraft } from './use-draft.ts'
import { useSending } from './use-sending.ts'
import { useTargets } from './use-targets.ts'
import { windowDraft } from './window-draft.ts'

interface ComposerProps {
  /** The target that it opens with. */
  endpointId?: string | undefined
  /** Opens with the templates. */
  fromTemplate?: boolean | undefined
  /** Takes the place of what the draft has there; undo brings that back. */
  given?: GivenDraft | undefined
  onClose: () => void
  /** The new deliveries' ids, when they are on disk. */
  onSent: (ids: string[]) => void
}

export function Composer(props: ComposerProps) {
  const { endpointId } = props
  const [found] = useState(() => windowDraft.draft())
  const kept = found instanceof Promise ? use(found) : found
  const [initial] = useState(() => (endpointId === undefined ? kept : { ...kept, endpointIds: [endpointId] }))
  return <OpenComposer {...props} initial={initial} />
}

function OpenComposer({
  initial,
  fromTemplate = false,
  given,
  onClose,
  onSent,
}: ComposerProps & { initial: Draft }) {
  const editor = useRef<EditorHandle>(null)
  const form = useRef<HTMLDivElement>(null)
  const firstRef = useRef<HTMLInputElement>(null)
  const { draft, changedAt, change, current, begin, ...state } = useDraft(editor, initial)
  const targets = useTargets(draft.endpointIds)
  const mode = checkedMode(draft, targets.chosen)
  const complaints = useComplaints(draft, { known: targets.known, mode })
  const [first] = useState(() => firstEmpty(draft))
  const [seed, setSeed] = useState(() => newUuid())
  const reseed = (): void => setSeed(newUuid())
  const { send, sending } = useSending({ form, complaints, current, seed }, (ids) => {
    const { eventId, copies, sendAt, every } = emptyDraft
    change({ eventId, copies, sendAt, every })
    reseed()
    onSent(ids)
  })

  const sendByKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    void send()
  }

  const beginWith: typeof begin = (next, note) => {
    complaints.reset()
    begin(next, note)
  }

  /** All but the category, which a request does not tell. */
  const takeCurl = (text: string): void => {
    const reading = readCurl(text)
    if (!reading.ok) state.tell({ wrong: reading.message })
    // What it says is taken as it is.
    else
      beginWith(
        { category: draft.category, placeholders: false, ...reading.draft },
        curlNote(reading.leftOut),
      )
  }
  useGiven(given, (next) => {
    if (next.curl !== undefined) return takeCurl(next.curl)
    complaints.reset()
    // A payload that comes from a file is sent as it is.
    const asItIs = next.draft.data === undefined ? {} : { placeholders: false }
    begin({ ...current(), ...asItIs, ...next.draft })
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
          <TemplatesPopover
            defaultOpen={fromTemplate}
            current={current}
            targets={targets}
            onChoose={(template, name) =>
              beginWith(template, { done: `Filled from the template “${name}”.` })
            }
          />
          <DraftTools
            empty={isEmpty(draft)}
            unkept={state.unkept}
            undo={state.undo}
            clear={() => {
              beginWith()
              firstRef.current?.focus()
            }}
          />
          {state.note && <DraftNote {...state.note} />}
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
          change={(edit) => {
            complaints.forgive(edit)
            change(edit)
          }}
          complaints={complaints}
          targets={targets}
          editor={editor}
          first={first}
          firstRef={firstRef}
          onCurl={takeCurl}
        />
        <RequestPreview
          draft={draft}
          targets={targets.chosen}
          changedAt={changedAt}
          seed={seed}
          onReseed={reseed}
        />
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
  const { copies, sendAt } = planOf(draft, now)
  const parts = [
    copies > 1 ? `Send ${copies.toLocaleString('en')} copies` : 'Send',
    draft.endpointIds.length > 1 && `to ${draft.endpointIds.length} endpoints`,
    sendAt !== null && sendAt > now && `at ${clockTime(sendAt, now)}`,
  ]
  return parts.filter(Boolean).join(' ')
}
