/** The receiver's switch: start on a port, its address, stop; and the ways to give it something to do. */
import { Copy, Play, Send, Square, Trash2 } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { countText } from '../deliveries/format.ts'
import { sendFirstEvent } from '../deliveries/first-event.ts'
import { invoke } from '../host/bridge.ts'
import { useLive } from '../live/store.ts'
import { checkCount } from '../retry/policy-draft.ts'
import { Button } from '../ui/Button.tsx'
import { copyText } from '../ui/copy-text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { showToast } from '../ui/Toast.tsx'
import { receiverView } from './receiver-view.ts'

export function ReceiverBar() {
  const { url, received, requests } = useLive((live) => live.receiver)
  return (
    <div className="flex min-h-10 flex-wrap items-center gap-2 border-b border-line py-1.5 pr-2 pl-4">
      <h1 className="text-base font-semibold">Receiver</h1>
      {url === null ? <Stopped /> : <Listening url={url} />}
      <span className="flex-1" />
      {received > 0 && <span className="tabular text-sm text-faint">{countText(received)} received</span>}
      {url !== null && (
        <Button icon={<Send />} onClick={() => void sendFirstEvent()}>
          Send a test event
        </Button>
      )}
      <IconButton
        label="Clear the list"
        icon={<Trash2 />}
        disabled={requests.length === 0}
        onClick={() => {
          receiverView.setState({ selected: null })
          void invoke('receiver.clear', {})
        }}
      />
    </div>
  )
}

function Listening({ url }: { url: string }) {
  return (
    <>
      <span className="flex min-w-0 items-center gap-1.5 text-sm">
        <span className="size-2 shrink-0 rounded-full bg-good" aria-hidden />
        <span className="text-good">Listening</span>
        <span className="truncate font-mono select-text">{url}</span>
      </span>
      <IconButton
        label="Copy the URL"
        icon={<Copy />}
        onClick={() => void copyText(url).then(() => showToast({ title: 'URL copied' }))}
      />
      <Button icon={<Square />} onClick={() => void invoke('receiver.stop', {})}>
        Stop
      </Button>
    </>
  )
}

/** Starting may be refused, mostly because another program has the port. */
function Stopped() {
  const port = receiverView((view) => view.port)
  const [refused, setRefused] = useState<string | null>(null)
  const wrong = port === '' ? null : checkCount(port, { min: 0, max: 65_535 })
  const error = wrong ?? refused
  const start = async (): Promise<void> => {
    if (wrong !== null) return
    const answer = await invoke('receiver.start', { port: Number(port) })
    setRefused(answer.ok ? null : answer.error.message)
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') void start()
  }
  return (
    <>
      <span className="flex items-center gap-1.5 text-sm text-muted">
        <span className="size-2 rounded-full border-[1.5px] border-faint" aria-hidden />
        Stopped
      </span>
      <TextInput
        mono
        size="sm"
        className="w-24"
        inputMode="numeric"
        aria-label="Port"
        placeholder="any port"
        value={port}
        aria-invalid={error !== null}
        {...(error === null ? {} : { 'data-invalid': '' })}
        onChange={(next) => {
          receiverView.setState({ port: next.trim() })
          setRefused(null)
        }}
        onKeyDown={press}
      />
      <Button icon={<Play />} disabled={wrong !== null} onClick={() => void start()}>
        Start
      </Button>
      {error !== null && (
        <p role="alert" className="text-sm text-bad">
          {error}
        </p>
      )}
    </>
  )
}
