/** Makes an endpoint or changes one. An unsaved one becomes saved by it; what was accepted before keeps its own copy. */
import { Save } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { EndpointDetail } from '../../shared/endpoint.ts'
import { refusals } from '../composer/check-draft.ts'
import { focusFirstWrong } from '../composer/focus-wrong.ts'
import { useSettled } from '../composer/use-settled.ts'
import { invoke } from '../host/bridge.ts'
import { refreshEndpoints } from '../live/endpoint-list.ts'
import { liveStore } from '../live/store.ts'
import type { Complaints } from '../retry/policy-draft.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { showToast } from '../ui/Toast.tsx'
import {
  checkEndpoint,
  type EndpointDraft,
  endpointDraftOf,
  newEndpoint,
  saveInput,
} from './endpoint-draft.ts'
import { chooseEndpoint } from './endpoint-view.ts'
import { EndpointForm } from './EndpointForm.tsx'

interface EndpointDialogProps {
  /** Undefined for a new one. */
  id: string | undefined
  onClose: () => void
}

export function EndpointDialog({ id, onClose }: EndpointDialogProps) {
  const [origin, setOrigin] = useState<EndpointDetail | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  useEffect(() => {
    if (id === undefined) return
    let isWanted = true
    void invoke('endpoint.show', { id }).then((answer) => {
      if (!isWanted) return
      if (answer.ok) setOrigin(answer.value)
      else setFailure(answer.error.message)
    })
    return () => {
      isWanted = false
    }
  }, [id])
  if (id === undefined) return <Editor origin={null} onClose={onClose} />
  if (origin) return <Editor origin={origin} onClose={onClose} />
  return (
    <Dialog title="Endpoint" size="sm" onClose={onClose}>
      {failure === null ? (
        <p aria-busy className="text-muted">
          Loading the endpoint
        </p>
      ) : (
        <p role="alert" className="text-bad">
          {failure}
        </p>
      )}
    </Dialog>
  )
}

/** By what stands in the fields: what was typed and taken back is no change. */
function sameDraft(one: EndpointDraft, other: EndpointDraft): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Answers with what was refused, by field; null when it is saved. */
async function save(draft: EndpointDraft, before: EndpointDraft, id?: string): Promise<Complaints | null> {
  const answer = await invoke('endpoint.save', saveInput(draft, before, id))
  if (!answer.ok) return refusals(answer.error, draft.headers)
  refreshEndpoints()
  chooseEndpoint(answer.value.id)
  showToast({ about: 'endpoint', title: `${answer.value.name} is saved` })
  return null
}

function Editor({ origin, onClose }: { origin: EndpointDetail | null; onClose: () => void }) {
  const [before] = useState(() => endpointDraftOf(origin ?? newEndpoint, liveStore.getState().settings))
  const [draft, setDraft] = useState(before)
  const [demanded, setDemanded] = useState(false)
  const [refused, setRefused] = useState<Complaints>({})
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLDivElement>(null)
  const first = useRef<HTMLInputElement>(null)
  const isNamed = origin?.saved ?? false
  const fields = checkEndpoint(draft, { isNamed })
  const settled = checkEndpoint(useSettled(draft, 500), { isNamed })
  const shown = Object.entries(fields).filter(
    ([field]) => demanded || (settled[field] !== undefined && !(field === 'url' && draft.url === '')),
  )

  const submit = async (): Promise<void> => {
    if (busy) return
    setDemanded(true)
    if (Object.keys(fields).length > 0) return focusFirstWrong(form)
    setBusy(true)
    const complaints = await save(draft, before, origin?.id)
    setBusy(false)
    if (!complaints) return onClose()
    setRefused(complaints)
    focusFirstWrong(form)
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    void submit()
  }
  const isNew = origin === null || !origin.saved
  return (
    <Dialog
      title={isNew ? 'New endpoint' : `Edit ${origin.name}`}
      size="lg"
      onClose={onClose}
      initialFocus={first}
      closeOnOutsidePress={draft === before}
      hasChanges={() => !sameDraft(draft, before)}
      footer={
        <>
          <p role="alert" className="min-w-0 flex-1 text-sm text-bad">
            {refused['form'] ?? refused['id'] ?? refused['options']}
          </p>
          <Button size="md" variant="primary" icon={<Save />} disabled={busy} onClick={() => void submit()}>
            Save
          </Button>
          <Kbd chord="Ctrl Enter" />
        </>
      }
    >
      <div ref={form} onKeyDownCapture={press}>
        <EndpointForm
          draft={draft}
          before={before}
          firstRef={first}
          complaints={{ ...refused, ...Object.fromEntries(shown) }}
          change={(edit) => {
            setRefused({})
            setDraft((now) => ({ ...now, ...edit }))
          }}
        />
      </div>
    </Dialog>
  )
}
