/** Two bodies: the same, line by line, or where they are long how much they have and where they begin to differ. */
import { Suspense, useCallback, useMemo } from 'react'
import { lazyPart } from '../../../app/lazy-part.tsx'
import { isJsonDocument, prettyJson } from '../../../ui/pretty-json.ts'
import { countText } from '../../format.ts'
import { usePrepared } from '../body/use-prepared.ts'
import { SectionHead } from '../SectionHead.tsx'
import { firstDifference, mostCompared } from './compare.ts'

const MergeView = lazyPart(async () => (await import('./MergeView.tsx')).MergeView)

interface BodyDiffProps {
  title: string
  left: string
  right: string
  /** The texts are the beginnings of the bodies. */
  isCut?: boolean
}

export function BodyDiff({ title, left, right, isCut = false }: BodyDiffProps) {
  if (left === right) {
    const what = left === '' ? 'Both are empty.' : `The same${isCut ? ' as far as they are kept' : ''}.`
    return (
      <>
        <SectionHead title={title} />
        <p className="px-4 pb-2 text-sm text-muted">{what}</p>
      </>
    )
  }
  if (left.length + right.length > mostCompared)
    return <LongBodyDiff title={title} left={left} right={right} />
  return <ShortBodyDiff title={title} left={left} right={right} isCut={isCut} />
}

function ShortBodyDiff({ title, left, right, isCut = false }: BodyDiffProps) {
  const laidOut = useMemo(() => {
    if (!isJsonDocument(left, { isCut }) || !isJsonDocument(right, { isCut })) return null
    const both = { left: prettyJson(left), right: prettyJson(right) }
    // They differ in space alone: as they are it can be seen.
    return both.left === both.right ? null : both
  }, [left, right, isCut])
  return (
    <div className="flex min-h-60 flex-1 flex-col">
      <SectionHead title={title} {...(laidOut ? { note: 'laid out' } : {})} />
      <Suspense fallback={<div className="flex-1 bg-sunken" aria-busy />}>
        <MergeView
          left={laidOut?.left ?? left}
          right={laidOut?.right ?? right}
          label={`Differences of the ${title.toLowerCase()}`}
          isJson={laidOut !== null}
        />
      </Suspense>
    </div>
  )
}

function LongBodyDiff({ title, left, right }: BodyDiffProps) {
  const make = useCallback(() => firstDifference(left, right), [left, right])
  const difference = usePrepared(left.length + right.length, make)
  return (
    <>
      <SectionHead title={title} note="too long to be compared line by line" />
      <p className="tabular px-4 pb-1 text-sm">
        {left.length === right.length
          ? `Both have ${countText(left.length)} signs. `
          : `${countText(left.length)} signs at the left, ${countText(right.length)} at the right. `}
        {difference && `They differ from sign ${countText(difference.offset + 1)} on:`}
      </p>
      {difference && (
        <div className="flex flex-col gap-1 px-4 pb-2 font-mono text-sm break-all select-text">
          <p className="rounded-xs bg-bad-wash px-1 text-bad">− {difference.left}</p>
          <p className="rounded-xs bg-good-wash px-1 text-good">+ {difference.right}</p>
        </div>
      )}
    </>
  )
}
