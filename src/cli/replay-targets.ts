/** What a replay would do: how many deliveries, and to which URLs. Nothing is changed by asking. */
import type { DeliveryFilter } from '../shared/commands.ts'
import { mostRows } from '../shared/limits.ts'
import { printableLine } from './printable.ts'
import type { Queue } from './queue.ts'
import { deliveriesText, numberText } from './texts.ts'

export interface ReplayTargets {
  /** All that are replayed. */
  total: number
  /** The most used first, at most ten. */
  targets: { url: string; count: number }[]
  /** Of the deliveries that were looked at, how many go to others. */
  others: number
  /** Deliveries that were looked at, the newest ones. */
  looked: number
}

const mostNamed = 10
/** A million is not walked through for a look. */
const mostLooked = 10_000

/** `to`: where all of them go instead of where they went; null for that. */
export async function replayTargets(
  filter: DeliveryFilter,
  to: string | null,
  { ask }: Queue,
): Promise<ReplayTargets> {
  const counts = new Map<string, number>()
  let total = 0
  let looked = 0
  let upToSeq: number | undefined
  while (looked < mostLooked) {
    const page = await ask('delivery.list', { filter, offset: looked, limit: mostRows, upToSeq, whole: true })
    total = page.total
    upToSeq ??= page.newestSeq
    for (const { url } of page.rows) counts.set(url, (counts.get(url) ?? 0) + 1)
    looked += page.rows.length
    if (to !== null || page.rows.length < mostRows) break
  }
  if (to !== null) return { total, targets: [{ url: to, count: total }], others: 0, looked: total }
  const all = [...counts].map(([url, count]) => ({ url, count })).sort((a, b) => b.count - a.count)
  const others = all.slice(mostNamed).reduce((sum, { count }) => sum + count, 0)
  return { total, targets: all.slice(0, mostNamed), others, looked }
}

export function targetsText({ total, targets, others, looked }: ReplayTargets): string {
  const head = `${deliveriesText(total)} would be replayed. Nothing was changed.`
  if (total === 0) return head
  const width = Math.max(...targets.map(({ count }) => numberText(count).length))
  const lines = targets.map(
    ({ url, count }) => `  ${numberText(count).padStart(width)}  ${printableLine(url)}`,
  )
  return [
    head,
    ...(looked < total ? [`Of the newest ${numberText(looked)}:`] : []),
    ...lines,
    ...(others > 0 ? [`  ${numberText(others).padStart(width)}  to others`] : []),
  ].join('\n')
}
