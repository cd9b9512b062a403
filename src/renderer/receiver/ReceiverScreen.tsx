/** The built-in local endpoint: what it answers, and every request that came in, as it came in. */
import { Group, Panel, useDefaultLayout } from 'react-resizable-panels'
import { Copy, Play, Send } from 'lucide-react'
import { useState } from 'react'
import { sendFirstEvent } from '../deliveries/first-event.ts'
import { invoke } from '../host/bridge.ts'
import { useLive } from '../live/store.ts'
import { Button } from '../ui/Button.tsx'
import { copyText } from '../ui/copy-text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { PaneSeparator } from '../ui/PaneSeparator.tsx'
import { showToast } from '../ui/Toast.tsx'
import { AnswersEditor } from './AnswersEditor.tsx'
import { ReceivedDetail } from './ReceivedDetail.tsx'
import { ReceiverBar } from './ReceiverBar.tsx'
import { receiverView } from './receiver-view.ts'
import { RequestList } from './RequestList.tsx'

export function ReceiverScreen() {
  const isEmpty = useLive((live) => live.receiver.requests.length === 0)
  return (
    <div className="flex h-full flex-col">
      <ReceiverBar />
      <AnswersEditor />
      {isEmpty ? <Nothing /> : <Requests />}
    </div>
  )
}

function Requests() {
  const requests = useLive((live) => live.receiver.requests)
  const selected = receiverView((view) => view.selected)
  const layout = useDefaultLayout({ id: 'receiver', onlySaveAfterUserInteractions: true })
  const shown = requests.find((request) => request.number === selected) ?? requests[0]
  if (!shown) return null
  return (
    <Group
      className="min-h-0 flex-1"
      {...(layout.defaultLayout ? { defaultLayout: layout.defaultLayout } : {})}
      onLayoutChanged={layout.onLayoutChanged}
    >
      <Panel id="requests" minSize={240} defaultSize="44%">
        <RequestList requests={requests} shown={shown} />
      </Panel>
      <PaneSeparator />
      <Panel id="request" minSize={280}>
        <ReceivedDetail request={shown} />
      </Panel>
    </Group>
  )
}

/** Says what the receiver is good for, and offers the next step. */
function Nothing() {
  const url = useLive((live) => live.receiver.url)
  const isPaused = useLive((live) => live.queue.paused)
  const [busy, setBusy] = useState(false)
  const test = async (): Promise<void> => {
    setBusy(true)
    await sendFirstEvent()
    setBusy(false)
  }
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-4 overflow-auto p-6 text-center">
      <div className="max-w-110">
        <h2 className="text-lg font-semibold">
          {url === null ? 'An endpoint to try things on' : 'Waiting for the first request'}
        </h2>
        <p className="mt-1 text-muted">
          The receiver listens on this machine only. It answers with the statuses that you give it, such as{' '}
          <code className="font-mono text-sm">503 503 200</code> to watch two retries, and shows every request
          as it came in.
        </p>
      </div>
      <div className="flex items-center gap-2">
        <Button variant="primary" size="md" icon={<Send />} disabled={busy} onClick={() => void test()}>
          Send a test event to it
        </Button>
        {url === null && (
          <Button size="md" icon={<Play />} onClick={() => void start()}>
            Only start it
          </Button>
        )}
      </div>
      {url !== null && <FromTerminal url={url} />}
      {isPaused && <p className="text-sm text-warn">The queue is paused: events wait until it runs again.</p>}
    </div>
  )
}

/** The same from outside, for whoever wants to see that it is a real endpoint. */
function FromTerminal({ url }: { url: string }) {
  const command = `curl -d '{"hello":"world"}' ${url}`
  return (
    <div className="flex max-w-full items-center gap-1 text-sm text-muted">
      <span className="shrink-0">or from a terminal:</span>
      <code className="min-w-0 truncate font-mono select-text">{command}</code>
      <IconButton
        label="Copy the command"
        icon={<Copy />}
        onClick={() => void copyText(command).then(() => showToast({ title: 'Command copied' }))}
      />
    </div>
  )
}

async function start(): Promise<void> {
  const port = Number(receiverView.getState().port)
  const answer = await invoke('receiver.start', { port: Number.isInteger(port) ? port : 0 })
  if (!answer.ok) {
    showToast({ kind: 'error', title: 'The receiver did not start', detail: answer.error.message })
  }
}
