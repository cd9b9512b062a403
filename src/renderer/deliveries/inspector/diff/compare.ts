/** What two attempts or two deliveries differ in: facts and headers line by line, bodies by their beginning where they are long. */
import type { HeaderList } from '../../../../shared/model.ts'

/** `added`: it stands at the right only; `removed`: at the left only. */
export type Change = 'same' | 'changed' | 'added' | 'removed'

export interface ComparedLine {
  name: string
  left: string | null
  right: string | null
  change: Change
}

/** A fact that neither has is left out. */
export function compareFacts(
  facts: readonly [name: string, left: string | null, right: string | null][],
): ComparedLine[] {
  return facts
    .filter(([, left, right]) => left !== null || right !== null)
    .map(([name, left, right]) => ({ name, left, right, change: changeOf(left, right) }))
}

/** Names are the same whatever their case; the second `Set-Cookie` is compared with the second. In the order of the left. */
export function compareHeaders(left: HeaderList, right: HeaderList): ComparedLine[] {
  const rest = new Map<string, [name: string, value: string][]>()
  for (const [name, value] of right) {
    const key = name.toLowerCase()
    rest.set(key, [...(rest.get(key) ?? []), [name, value]])
  }
  const lines = left.map(([name, value]): ComparedLine => {
    const other = rest.get(name.toLowerCase())?.shift()?.[1] ?? null
    return { name, left: value, right: other, change: changeOf(value, other) }
  })
  const added = [...rest.values()]
    .flat()
    .map(([name, value]): ComparedLine => ({ name, left: null, right: value, change: 'added' }))
  return [...lines, ...added]
}

function changeOf(left: string | null, right: string | null): Change {
  if (left === right) return 'same'
  if (left === null) return 'added'
  return right === null ? 'removed' : 'changed'
}

/** Bodies above this together are not compared line by line: finding the fewest changes takes seconds. */
export const mostCompared = 400_000

/** Signs that are shown on either side of the first difference. */
const aroundDifference = 60

export interface FirstDifference {
  /** 0-based, in UTF-16 code units. */
  offset: number
  left: string
  right: string
}

const stepLength = 65_536

/** Where two texts begin to differ, found in slices; null when they are the same. */
export function* firstDifference(left: string, right: string): Generator<void, FirstDifference | null> {
  if (left.length === right.length && left === right) return null
  const shorter = Math.min(left.length, right.length)
  let offset = 0
  while (
    offset < shorter &&
    left.slice(offset, offset + stepLength) === right.slice(offset, offset + stepLength)
  ) {
    offset = Math.min(offset + stepLength, shorter)
    yield
  }
  while (offset < shorter && left.charCodeAt(offset) === right.charCodeAt(offset)) offset += 1
  const around = (text: string): string =>
    text.slice(Math.max(0, offset - aroundDifference), offset + aroundDifference)
  return { offset, left: around(left), right: around(right) }
}
