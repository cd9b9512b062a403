/** Tells screen readers how the queue does, in one polite sentence every ten seconds at most, and only when it changed. */
import { useEffect, useState } from 'react'
import { countText } from '../deliveries/format.ts'
import { liveStore } from '../live/store.ts'

const everyMs = 10_000

export function Announcer() {
  const [text, setText] = useState('')
  useEffect(() => {
    const timer = setInterval(() => setText(summary()), everyMs)
    return () => clearInterval(timer)
  }, [])
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {text}
    </div>
  )
}

function summary(): string {
  const { delivered, failed, retrying, queued } = liveStore.getState().counts
  return (
    `${countText(delivered)} delivered, ${countText(failed)} failed, ` +
    `${countText(retrying)} retrying, ${countText(queued)} queued`
  )
}
