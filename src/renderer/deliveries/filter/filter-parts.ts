/** The parts of a filter, put in and taken out: pure. */
import type { DeliveryFilter } from '../../../shared/filter.ts'

export type FilterChange = { [K in keyof DeliveryFilter]: DeliveryFilter[K] | undefined }

/** With some parts changed; one that is set to undefined, or to nothing, is taken out. */
export function withChange(filter: DeliveryFilter, change: FilterChange): DeliveryFilter {
  const parts = Object.entries({ ...filter, ...change })
  return Object.fromEntries(parts.filter(([, value]) => !isNothing(value)))
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

/** Where a text is looked for says nothing without one. */
export function isFiltered({ textIn: _textIn, ...parts }: DeliveryFilter): boolean {
  return Object.keys(parts).length > 0
}

/** With the value, or without it where it was there. */
export function toggled<T>(values: readonly T[] | undefined, value: T): T[] {
  const others = (values ?? []).filter((one) => one !== value)
  return others.length === (values ?? []).length ? [...others, value] : others
}
