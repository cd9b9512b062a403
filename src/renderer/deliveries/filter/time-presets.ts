/** Times of acceptance that are a press away. Instants are epoch milliseconds. */
import { create } from 'zustand'
import { deliveryList } from '../../live/deliveries.ts'
import { changeFilter } from './change-filter.ts'

export const timePresets: readonly (readonly [label: string, ms: number])[] = [
  ['Last 5 minutes', 5 * 60_000],
  ['Last 15 minutes', 15 * 60_000],
  ['Last hour', 3_600_000],
  ['Last 24 hours', 24 * 3_600_000],
  ['Last 7 days', 7 * 24 * 3_600_000],
]

/** The preset that was chosen, and the time that it stood for then: nothing leaves the table while one looks at it. */
const chosen = create<{ from: number; withinMs: number } | null>(() => null)

export function acceptedWithin(withinMs: number): void {
  const from = Date.now() - withinMs
  chosen.setState({ from, withinMs }, true)
  changeFilter({ acceptedFrom: from, acceptedUntil: undefined })
}

/** Remembers what `from` stands for; a saved view is opened so. */
export function notePreset(from: number, withinMs: number): void {
  chosen.setState({ from, withinMs }, true)
}

/** The preset that the filter still has; null where it was taken out or changed. */
export function currentPreset(): number | null {
  const { acceptedFrom } = deliveryList.getState().filter
  const preset = chosen.getState()
  return preset && preset.from === acceptedFrom ? preset.withinMs : null
}
