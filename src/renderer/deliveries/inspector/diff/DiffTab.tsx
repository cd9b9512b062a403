/** What differs: between two attempts of the delivery, or between it and its origin or a replay. */
import { useState } from 'react'
import type { DeliveryDetail } from '../../../../shared/model.ts'
import { Select } from '../../../ui/Select.tsx'
import { AttemptPicker } from '../AttemptPicker.tsx'
import { SectionHead } from '../SectionHead.tsx'
import { BodyDiff } from './BodyDiff.tsx'
import { diffChoices } from './choices.ts'
import { ComparedTable } from './ComparedTable.tsx'
import { compareHeaders } from './compare.ts'
import { compareAttempts, compareDeliveries } from './facts.ts'
import { useOther } from './use-other.ts'

interface DiffTabProps {
  detail: DeliveryDetail
  /** Index of the chosen attempt, -1 when there is none. */
  index: number
}

export function DiffTab({ detail, index }: DiffTabProps) {
  const choices = diffChoices(detail)
  const [wanted, setWanted] = useState('')
  const choice = choices.find(({ value }) => value === wanted) ?? choices[0]
  if (!choice) {
    return (
      <p className="p-4 text-muted">
        There is nothing to compare yet: two attempts can be, and a delivery with its replays.
      </p>
    )
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      <div className="px-4 py-2">
        <Select
          label="Compare"
          size="sm"
          value={choice.value}
          options={choices}
          onChange={setWanted}
          className="w-full"
        />
      </div>
      {choice.value === 'attempts' ? (
        <AttemptDiff detail={detail} index={index} />
      ) : (
        <DeliveryDiff key={choice.value} detail={detail} otherId={choice.value} isOlder={choice.isOlder} />
      )}
    </div>
  )
}

/** At first the chosen attempt with the one before it. */
function AttemptDiff({ detail, index }: DiffTabProps) {
  const { attempts } = detail
  const [sides, setSides] = useState({ left: index === 0 ? 0 : index - 1, right: index === 0 ? 1 : index })
  const left = attempts[sides.left]
  const right = attempts[sides.right]
  if (!left || !right) return null
  return (
    <>
      {/* With the signs that their sides have below. */}
      <div className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-2 gap-y-1 px-4 pb-2 text-sm text-muted">
        <span aria-hidden>−</span>
        <AttemptPicker
          label="Left attempt"
          detail={detail}
          index={sides.left}
          className="w-full"
          onChoose={(next) => setSides({ ...sides, left: next })}
        />
        <span aria-hidden>+</span>
        <AttemptPicker
          label="Right attempt"
          detail={detail}
          index={sides.right}
          className="w-full"
          onChoose={(next) => setSides({ ...sides, right: next })}
        />
      </div>
      <ComparedTable label="Facts" lines={compareAttempts(left, right)} />
      <SectionHead title="Request headers" />
      <ComparedTable
        label="Request headers"
        mono
        lines={compareHeaders(left.requestHeaders, right.requestHeaders)}
      />
      <SectionHead title="Response headers" />
      <ComparedTable
        label="Response headers"
        mono
        lines={compareHeaders(left.responseHeaders, right.responseHeaders)}
      />
      <BodyDiff
        title="Response body"
        left={left.responseBody}
        right={right.responseBody}
        isCut={left.responseTruncated || right.responseTruncated}
      />
    </>
  )
}

function DeliveryDiff(props: { detail: DeliveryDetail; otherId: string; isOlder: boolean }) {
  const { detail, otherId, isOlder } = props
  const other = useOther(detail.id, otherId)
  if (other === null) return <div aria-busy className="flex-1" />
  if (typeof other === 'string') return <p className="px-4 text-muted">{other}</p>
  const own = { detail, body: other.ownBody }
  const [left, right] = isOlder ? [other, own] : [own, other]
  return (
    <>
      <ComparedTable label="Facts" lines={compareDeliveries(left.detail, right.detail)} />
      <SectionHead title="Headers" note="that were given to it" />
      <ComparedTable label="Headers" mono lines={compareHeaders(left.detail.headers, right.detail.headers)} />
      <BodyDiff title="Request body" left={left.body} right={right.body} />
    </>
  )
}
