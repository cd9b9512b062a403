/** How it goes: attempts, outcomes and latency of a span, of the whole queue or of one endpoint. */
import { Table2 } from 'lucide-react'
import { useState } from 'react'
import type { PulseReading } from '../../shared/pulse.ts'
import { useLive } from '../live/store.ts'
import { Button } from '../ui/Button.tsx'
import { Segments } from '../ui/Segments.tsx'
import { Select } from '../ui/Select.tsx'
import { attemptsOf } from './buckets.ts'
import { ChartStack } from './ChartStack.tsx'
import { PulseEmpty } from './PulseEmpty.tsx'
import { PulseTable } from './PulseTable.tsx'
import { pulseView } from './pulse-view.ts'
import { Readout } from './Readout.tsx'
import { showAttemptsOf } from './show-attempts.ts'
import { spanOptions } from './spans.ts'
import { usePulse } from './use-pulse.ts'

export function PulseScreen() {
  const { span, endpointId } = pulseView()
  const { reading, failure } = usePulse(span, endpointId)
  return (
    <div className="flex h-full flex-col">
      <Toolbar />
      {failure ? (
        <p role="alert" className="m-auto max-w-100 p-6 text-center text-muted">
          The pulse could not be read. {failure.message}
        </p>
      ) : !reading ? (
        <div className="flex-1" aria-busy />
      ) : attemptsOf(reading.totals) === 0 ? (
        <PulseEmpty span={span} endpointId={endpointId} />
      ) : (
        <Reading key={`${span} ${endpointId}`} reading={reading} />
      )}
    </div>
  )
}

function Toolbar() {
  const { span, endpointId, asTable } = pulseView()
  const endpoints = useLive((live) => live.endpoints)
  const isKnown = endpoints.some(({ id }) => id === endpointId)
  return (
    <div className="flex h-10 shrink-0 items-center gap-2 border-b border-line pr-3 pl-4">
      <h1 className="mr-2 text-base font-semibold">Pulse</h1>
      <Segments
        label="Span"
        value={span}
        options={spanOptions}
        onChange={(next) => pulseView.setState({ span: next })}
      />
      <Select
        label="Endpoint"
        size="sm"
        className="max-w-72"
        value={endpointId ?? 'all'}
        options={[
          { value: 'all', label: 'All endpoints' },
          ...(endpointId === null || isKnown ? [] : [{ value: endpointId, label: 'The chosen endpoint' }]),
          ...endpoints.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(next) => pulseView.setState({ endpointId: next === 'all' ? null : next })}
      />
      <span className="flex-1" />
      <Button
        icon={<Table2 />}
        aria-pressed={asTable}
        className="aria-pressed:bg-selected"
        onClick={() => pulseView.setState({ asTable: !asTable })}
      >
        As a table
      </Button>
    </div>
  )
}

function Reading({ reading }: { reading: PulseReading }) {
  const { span, endpointId, asTable } = pulseView()
  const [cursor, setCursor] = useState<number | null>(null)
  // Time has moved on, and the bucket out of sight.
  const shown = cursor !== null && cursor >= reading.from ? cursor : null
  const choose = (at: number): void => showAttemptsOf({ from: at, until: at + reading.bucketMs, endpointId })
  return (
    <>
      <Readout reading={reading} span={span} cursor={asTable ? null : shown} />
      {asTable ? (
        <PulseTable reading={reading} onChoose={choose} />
      ) : (
        <>
          <ChartStack reading={reading} cursor={shown} onCursor={setCursor} onChoose={choose} />
          <p className="shrink-0 border-t border-line px-5 py-1.5 text-xs text-faint select-none">
            Arrow keys move along the time. Click a bar, or press Enter, to see its deliveries.
          </p>
        </>
      )}
    </>
  )
}
