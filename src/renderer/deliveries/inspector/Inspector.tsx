/** One delivery in full: what it is, what can be done with it, and what happened at each attempt. */
import { useState } from 'react'
import { type DeliveryDetail, isFinal } from '../../../shared/model.ts'
import { shownDelivery } from '../../live/detail.ts'
import { useEndpoint } from '../../live/endpoint.ts'
import { Button } from '../../ui/Button.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { closeInspector } from '../selection.ts'
import { DiffTab } from './diff/DiffTab.tsx'
import { InspectorHeader } from './InspectorHeader.tsx'
import { RequestTab } from './RequestTab.tsx'
import { ResponseTab } from './ResponseTab.tsx'
import { Timeline } from './timeline/Timeline.tsx'

type Tab = 'timeline' | 'request' | 'response' | 'diff'

const tabs: { value: Tab; label: string }[] = [
  { value: 'timeline', label: 'Timeline' },
  { value: 'request', label: 'Request' },
  { value: 'response', label: 'Response' },
  { value: 'diff', label: 'Diff' },
]

/** The inspector's element id, for keys that bring the focus here. */
const inspectorId = 'inspector-pane'

export function Inspector() {
  const { id, detail, failure } = shownDelivery()
  const [tab, setTab] = useState<Tab>('timeline')
  /** Which attempt the tabs are about, as an index; null follows the latest one. */
  const [chosen, setChosen] = useState<{ id: string; index: number } | null>(null)
  const endpoint = useEndpoint(waits(detail) ? detail.endpointId : null)

  if (failure) return <Notice text={failure.message} />
  if (!detail) return <div className="h-full" aria-busy />
  const latest = detail.attempts.length - 1
  const index = chosen !== null && chosen.id === detail.id ? Math.min(chosen.index, latest) : latest
  const attempt = detail.attempts[index]
  const choose = (next: number): void => setChosen(next === latest ? null : { id: detail.id, index: next })

  return (
    <section
      id={inspectorId}
      aria-label={`Delivery ${detail.category}`}
      aria-busy={id !== detail.id}
      className="flex h-full min-w-0 flex-col"
    >
      <InspectorHeader detail={detail} endpoint={endpoint} />
      <Tabs label="Parts of the delivery" value={tab} tabs={tabs} onChange={setTab} className="flex-1">
        {tab === 'timeline' && (
          <Timeline detail={detail} endpoint={endpoint} chosen={index} onChoose={choose} />
        )}
        {tab === 'request' && (
          <RequestTab key={detail.id} detail={detail} attempt={attempt} index={index} onChoose={choose} />
        )}
        {tab === 'response' && (
          <ResponseTab key={detail.id} detail={detail} attempt={attempt} index={index} onChoose={choose} />
        )}
        {tab === 'diff' && <DiffTab key={detail.id} detail={detail} index={index} />}
      </Tabs>
    </section>
  )
}

function waits(detail: DeliveryDetail | null): detail is DeliveryDetail {
  return detail !== null && !isFinal(detail.state) && detail.state !== 'sending'
}

function Notice({ text }: { text: string }) {
  return (
    <div role="alert" className="flex h-full flex-col items-center justify-center gap-3 p-6 text-center">
      <p className="text-muted">{text}</p>
      <Button onClick={closeInspector}>Close</Button>
    </div>
  )
}
