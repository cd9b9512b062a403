/** Relatives as a tree in the order in which it is read: each delivery, then the replays of it. */
import type { Relative } from '../../../../shared/model.ts'

export interface LineageNode extends Relative {
  /** 0 for the first one. */
  depth: number
}

/** What replays one that is not among them stands at the top. */
export function lineageOf(relatives: readonly Relative[]): LineageNode[] {
  const known = new Set(relatives.map(({ id }) => id))
  const replaysOf = new Map<string | null, Relative[]>()
  for (const relative of relatives) {
    const { replayOf } = relative
    const origin = replayOf !== null && known.has(replayOf) ? replayOf : null
    replaysOf.set(origin, [...(replaysOf.get(origin) ?? []), relative])
  }
  const nodes: LineageNode[] = []
  const open = (replaysOf.get(null) ?? []).map((relative) => ({ ...relative, depth: 0 })).reverse()
  for (let node = open.pop(); node; node = open.pop()) {
    const { id, depth } = node
    nodes.push(node)
    const replays = (replaysOf.get(id) ?? []).map((relative) => ({ ...relative, depth: depth + 1 }))
    open.push(...replays.reverse())
  }
  return nodes
}
