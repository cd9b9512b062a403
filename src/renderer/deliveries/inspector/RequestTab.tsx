/** The request of one attempt exactly as it went out; before the first attempt, as it will. */
import { useEffect } from 'react'
import { type Attempt, type DeliveryDetail, isUnknown } from '../../../shared/model.ts'
import { loadBody, shownDelivery } from '../../live/detail.ts'
import { plannedHeaders } from '../actions.ts'
import { AttemptPicker } from './AttemptPicker.tsx'
import { BodyView } from './BodyView.tsx'
import { sentText } from './compression-text.ts'
import { HeaderTable } from './HeaderTable.tsx'
import { sentNothing } from './outcome.ts'
import { SectionHead } from './SectionHead.tsx'

interface RequestTabProps {
  detail: DeliveryDetail
  /** Undefined when there was none yet. */
  attempt: Attempt | undefined
  index: number
  onChoose: (index: number) => void
}

export function RequestTab({ detail, attempt, index, onChoose }: RequestTabProps) {
  const body = shownDelivery((shown) => (shown.id === detail.id ? shown.body : null))
  const unsent = attempt !== undefined && sentNothing(attempt)
  const unknown = attempt !== undefined && isUnknown(attempt)
  const note = sentText(attempt, detail.bodyBytes)
  useEffect(() => {
    void loadBody(detail.id)
  }, [detail.id])
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      <SectionHead title="Headers" {...(attempt ? {} : { note: 'as they will be sent' })}>
        <AttemptPicker detail={detail} index={index} onChoose={onChoose} />
      </SectionHead>
      {unsent && <p className="px-4 pb-1.5 text-muted">No connection came about, nothing was sent.</p>}
      {unknown && (
        <p className="px-4 pb-1.5 text-muted">
          The application ended meanwhile: how much of it went out is not known.
        </p>
      )}
      <p className="px-4 pb-1.5 font-mono text-sm leading-[18px] break-all select-text">
        <span className="font-semibold">{detail.method}</span> {detail.url}
      </p>
      {!unsent && !unknown && (
        <HeaderTable headers={attempt?.requestHeaders ?? plannedHeaders(detail)} label="Request headers" />
      )}
      <div className="mt-2 flex min-h-60 flex-1 flex-col">
        {body === null ? (
          <div aria-busy className="flex-1" />
        ) : (
          <BodyView
            text={body}
            label="Request body"
            bytes={detail.bodyBytes}
            {...(note === null || unknown ? {} : { note })}
          />
        )}
      </div>
    </div>
  )
}
