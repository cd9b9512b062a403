/**
 * The attempts of a delivery as small bars, oldest first: tall for delivered, half for failed, a dot for interrupted,
 * hollow for those still planned. Height tells the outcome as well as colour does.
 */
import type { DeliveryRow } from '../../shared/model.ts'
import { isFinal } from '../../shared/model.ts'
import { classes } from '../ui/classes.ts'

/** A mark of 4 px and the gap behind it. */
const stepPx = 6
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

interface AttemptMarksProps {
  row: DeliveryRow
  /** Pixels that there are for them; more are cut. */
  widthPx: number
}

/** Boxes and no drawing: each drawing is painted by itself, and so is what cuts; a table has marks in every row. */
export function AttemptMarks({ row, widthPx }: AttemptMarksProps) {
  const marks = marksOf(row)
  return (
    <div
      role="img"
      aria-label={marksText(row.attemptMarks)}
      className={classes('flex h-3 items-end gap-0.5', marks.length * stepPx > widthPx && 'overflow-hidden')}
    >
      {marks.map((mark, index) => (
        // A mark is its place: what has no identity of its own cannot be mixed up.
        // oxlint-disable-next-line react/no-array-index-key
        <span key={index} className={markClasses[mark]} />
      ))}
    </div>
  )
}

const markClasses: Readonly<Record<Mark, string>> = {
  d: 'h-3 w-1 shrink-0 rounded-[1px] bg-good',
  f: 'h-[7px] w-1 shrink-0 rounded-[1px] bg-bad',
  i: 'h-1 w-1 shrink-0 rounded-full bg-warn',
  planned: 'h-[7px] w-1 shrink-0 rounded-[1px] border border-faint/70',
}
