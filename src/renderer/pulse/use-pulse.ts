/** The reading that the screen shows, fetched again while it is shown: what moves slowly is looked at rarely. */
import { useEffect, useState } from 'react'
import type { PulseReading, PulseSpan } from '../../shared/pulse.ts'
import type { Failure } from '../../shared/result.ts'
import { invoke } from '../host/bridge.ts'
import { createRefresher } from '../live/refresher.ts'

interface Pulse {
  /** Null until the first answer. */
  reading: PulseReading | null
  failure: Failure | null
}

const tickMs: Readonly<Record<PulseSpan, number>> = { '5m': 1_000, '1h': 5_000, '24h': 20_000, '7d': 60_000 }

export function usePulse(span: PulseSpan, endpointId: string | null): Pulse {
  const [pulse, setPulse] = useState<Pulse & { of: string }>({ of: '', reading: null, failure: null })
  const of = `${span} ${endpointId ?? ''}`
  useEffect(() => {
    let isWanted = true
    const refresher = createRefresher(async () => {
      const answer = await invoke('pulse.read', endpointId === null ? { span } : { span, endpointId })
      if (!isWanted) return
      if (answer.ok) setPulse({ of, reading: answer.value, failure: null })
      // What is on the screen stays there while the connection is looked for.
      else if (answer.error.code !== 'disconnected') setPulse({ of, reading: null, failure: answer.error })
    }, 250)
    refresher.request()
    const timer = setInterval(refresher.request, tickMs[span])
    return () => {
      isWanted = false
      clearInterval(timer)
      refresher.cancel()
    }
  }, [span, endpointId, of])
  return pulse.of === of ? pulse : { reading: null, failure: null }
}
