/** What the endpoint answered to one attempt, or why there is no answer. */
import type { Attempt, DeliveryDetail } from '../../../shared/model.ts'
import { AttemptPicker } from './AttemptPicker.tsx'
import { BodyView } from './BodyView.tsx'
import { receivedText } from './compression-text.ts'
import { HeaderTable } from './HeaderTable.tsx'
import { outcomeColors, outcomeText } from './outcome.ts'
import { SectionHead } from './SectionHead.tsx'
import { useResponseBytes } from './use-response-bytes.ts'

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
      {/* Another attempt has another body, though it may read the same. */}
      <ResponseBody key={index} detail={detail} attempt={attempt} index={index} />
    </div>
  )
}

function ResponseBody({ detail, attempt, index }: Omit<ResponseTabProps, 'onChoose'> & { attempt: Attempt }) {
  const { responseBody, responseTruncated, responseIsText } = attempt
  const bytes = useResponseBytes(detail, attempt, index)
  const kept = bytes?.length ?? new TextEncoder().encode(responseBody).length
  const note = receivedText(attempt, kept)
  return (
    <div className="mt-2 flex min-h-60 flex-1 flex-col">
      {!responseIsText && (
        <p className="px-4 py-1 text-sm text-warn">
          These bytes are not UTF-8. What cannot be read shows as �; Hex and Save as… have them as they came.
        </p>
      )}
      <BodyView
        text={responseBody}
        label="Response body"
        bytes={attempt.responseBytes}
        isCut={responseTruncated}
        {...(note === null ? {} : { note })}
        {...(bytes === undefined ? {} : { rawBytes: bytes })}
      />
    </div>
  )
}
