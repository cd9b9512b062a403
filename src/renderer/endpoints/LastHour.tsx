/** How the last hour of an endpoint went: in words, as bars, and the way to its charts. */
import { Activity } from 'lucide-react'
import type { EndpointDetail } from '../../shared/endpoint.ts'
import { goTo } from '../app/navigation.ts'
import { useEndpointPulse } from '../live/endpoint-pulses.ts'
import { pulseView } from '../pulse/pulse-view.ts'
import { Button } from '../ui/Button.tsx'
import { HourBars } from './HourBars.tsx'
import { hourSentence } from './hour-text.ts'

export function LastHour({ endpoint: { id } }: { endpoint: EndpointDetail }) {
  const pulse = useEndpointPulse(id)
  const openPulse = (): void => {
    pulseView.setState({ endpointId: id, span: pulse === null ? '7d' : '1h' })
    goTo('pulse')
  }
  return (
    <section className="px-4 pt-3">
      <div className="flex items-center justify-between gap-2">
        <h3 className="text-sm font-semibold">Last hour</h3>
        <Button variant="ghost" icon={<Activity />} className="-mr-2" onClick={openPulse}>
          Pulse
        </Button>
      </div>
      {pulse === null ? (
        <p className="text-sm text-faint">No attempt.</p>
      ) : (
        <div className="flex flex-wrap items-end gap-x-4 gap-y-1">
          <HourBars bars={pulse.bars} widthPx={120} heightPx={32} />
          <p className="tabular min-w-44 flex-1 text-sm text-muted select-text">{hourSentence(pulse)}</p>
        </div>
      )}
    </section>
  )
}
