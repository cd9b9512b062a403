/** Sends the draft: what is wrong is shown at its field, and one press sends once. */
import { type RefObject, useState } from 'react'
import type { Failure } from '../../shared/result.ts'
import { invoke } from '../host/bridge.ts'
import { disconnected } from '../host/reconnecting-socket.ts'
import { type Draft, eventOf } from './draft.ts'
import { focusFirstWrong } from './focus-wrong.ts'
import type { ShownComplaints } from './use-complaints.ts'

interface Sending {
  form: RefObject<HTMLElement | null>
  complaints: ShownComplaints
  /** The draft with its latest keys. */
  current: () => Draft
  seed: string
}

/** `onSent` gets the ids of the deliveries when they are on disk. */
export function useSending(
  { form, complaints, current, seed }: Sending,
  onSent: (ids: string[]) => void,
): { send: () => Promise<void>; sending: boolean } {
  const [sending, setSending] = useState(false)
  const send = async (): Promise<void> => {
    if (sending) return
    const draft = current()
    if (Object.keys(complaints.demand(draft)).length > 0) {
      focusFirstWrong(form)
      return
    }
    setSending(true)
    const result = await invoke('event.send', eventOf(draft, { now: Date.now(), seed }))
    setSending(false)
    if (!result.ok) {
      complaints.refuse(sendFailure(result.error), draft)
      focusFirstWrong(form)
      return
    }
    onSent(result.value.deliveries.map((delivery) => delivery.id))
  }
  return { send, sending }
}

/** Without a connection nothing was sent and nothing will be: the draft stays for another press of the button. */
function sendFailure(failure: Failure): Failure {
  if (failure !== disconnected) return failure
  return { ...failure, message: 'Not sent: the connection is lost. Send again when it is back.' }
}
