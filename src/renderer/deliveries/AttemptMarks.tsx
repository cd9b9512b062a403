/**
 * The attempts of a delivery as small bars, oldest first: tall for delivered, half for failed, a dot for interrupted,
 * hollow for those still planned. Height tells the outcome as well as colour does.
 */
import type { DeliveryRow } from '../../shared/model.ts'
import { isFinal } from '../../shared/model.ts'

const stepPx = 6
const barPx = 4
/** Planned attempts that are drawn; a policy of thirty would bury the past under the future. */
const mostPlanned = 4
const mostMarks = 15

type Mark = 'd' | 'f' | 'i' | 'planned'

/** The marks of a row, oldest first. */
export function marksOf(
  row: Pick<DeliveryRow, 'attemptMarks' | 'attemptCount' | 'maxAttempts' | 'state'>,
): Mark[] {
  const planned = plannedCount(row)
  const past = Array.from(row.attemptMarks.slice(-(mostMarks - planned))) as Mark[]
  return [...past, ...Array.from({ length: planned }, (): Mark => 'planned')]
}

/** Before anything has failed one attempt is planned; after that, those that the policy still has. */
function plannedCount({
  attemptCount,
  maxAttempts,
  state,
}: Omit<Parameters<typeof marksOf>[0], 'attemptMarks'>): number {
  if (isFinal(state)) return 0
  if (attemptCount === 0) return 1
  return maxAttempts === 0 ? mostPlanned : Math.min(mostPlanned, Math.max(0, maxAttempts - attemptCount))
}

/** `4 attempts: 3 failed, 1 delivered`; of the latest ones where there were more than the row tells of. */
export function marksText(attemptMarks: string): string {
  if (attemptMarks === '') return 'Not attempted yet'
  const count = (letter: string): number => attemptMarks.split(letter).length - 1
  const parts = (
    [
      [count('f'), 'failed'],
      [count('i'), 'interrupted'],
      [count('d'), 'delivered'],
    ] as const
  ).filter(([number]) => number > 0)
  const total = `${attemptMarks.length} ${attemptMarks.length === 1 ? 'attempt' : 'attempts'}`
  return `${total}: ${parts.map(([number, word]) => `${number} ${word}`).join(', ')}`
}

export function AttemptMarks({ row }: { row: DeliveryRow }) {
  const marks = marksOf(row)
  return (
    <svg
      role="img"
      aria-label={marksText(row.attemptMarks)}
      width={marks.length * stepPx}
      height="12"
      className="block shrink-0"
    >
      {marks.map((mark, index) => (
        // A mark is its place: what has no identity of its own cannot be mixed up.
        // oxlint-disable-next-line react/no-array-index-key
        <Bar key={index} mark={mark} x={index * stepPx} />
      ))}
    </svg>
  )
}

function Bar({ mark, x }: { mark: Mark; x: number }) {
  switch (mark) {
    case 'd':
      return <rect x={x} y="0" width={barPx} height="12" rx="1" className="fill-good" />
    case 'f':
      return <rect x={x} y="5" width={barPx} height="7" rx="1" className="fill-bad" />
    case 'i':
      return <rect x={x} y="8" width={barPx} height="4" rx="2" className="fill-warn" />
    case 'planned':
      return (
        <rect x={x + 0.5} y="5.5" width={barPx - 1} height="6" rx="1" className="fill-none stroke-faint/70" />
      )
  }
}
