/** The one-click start: a local receiver that answers 200, a first event to it, and the row of it selected. */
import { invoke } from '../host/bridge.ts'
import { liveStore } from '../live/store.ts'
import { showToast } from '../ui/Toast.tsx'
import { land } from './actions.ts'
import { focusTable } from './table-focus.ts'

const testData = `{
  "message": "Hello from Webhook Dispatcher",
  "note": "A test event. It asks for nothing but a 2xx."
}`

export async function sendFirstEvent(): Promise<void> {
  const { receiver } = liveStore.getState()
  const listening =
    receiver.url === null ? await invoke('receiver.start', {}) : { ok: true as const, value: receiver }
  if (!listening.ok) {
    showToast({ kind: 'error', title: 'The receiver did not start', detail: listening.error.message })
    return
  }
  const url = listening.value.url ?? ''
  const sent = await invoke('event.send', { url, category: 'test.hello', data: testData })
  if (!sent.ok) {
    showToast({ kind: 'error', title: 'The event was not sent', detail: sent.error.message })
    return
  }
  const [row] = sent.value.deliveries
  if (!row) return
  land([row.id], true)
  focusTable()
}
