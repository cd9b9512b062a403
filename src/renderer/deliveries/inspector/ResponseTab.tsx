/** What the endpoint answered to one attempt, or why there is no answer. */
import type { Attempt, DeliveryDetail } from '../../../shared/model.ts'
import { bytesText } from '../format.ts'
import { AttemptPicker } from './AttemptPicker.tsx'
import { BodyView, SectionHead } from './BodyView.tsx'
import { HeaderTable } from './HeaderTable.tsx'
import { outcomeColors, outcomeText } from './outcome.ts'

interface ResponseTabProps {
  detail: DeliveryDetail
  attempt: Attempt | undefined
  index: number
  onChoose: (index: number) => void
}

export function ResponseTab({ detail, attempt, index, onChoose }: ResponseTabProps) {
  if (!attempt) return <p className="p-4 text-muted">Nothing has been sent yet.</p>
  const picker = <AttemptPicker detail={detail} index={index} onChoose={onChoose} />
  if (attempt.statusCode === null) {
    return (
      <div className="min-h-0 flex-1 overflow-y-auto">
        <SectionHead title="No answer">{picker}</SectionHead>
        <p className="px-4 break-words select-text">{attempt.errorMessage ?? outcomeText(attempt)}</p>
      </div>
    )
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      <SectionHead title="Headers">{picker}</SectionHead>
      <p className="px-4 pb-1.5 font-mono text-sm leading-[18px] font-semibold">
        <span className={outcomeColors[attempt.outcome]}>{outcomeText(attempt)}</span>
      </p>
      <HeaderTable headers={attempt.responseHeaders} label="Response headers" />
      <div className="mt-2 flex min-h-60 flex-1 flex-col">
        <BodyView
          // Another attempt has another body, though it may read the same.
          key={index}
          text={attempt.responseBody}
          label="Response body"
          bytes={attempt.responseBytes}
          {...(attempt.responseTruncated
            ? { note: `the first ${bytesText(attempt.responseBody.length)} are kept` }
            : {})}
        />
      </div>
    </div>
  )
}
