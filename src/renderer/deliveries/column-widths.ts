/**
 * How wide each column is, in whole pixels: pure. Known here and not to the browser alone, so that a row can tell what has
 * room (`text-room.ts`). Sized ones get their width first; the others share what is left, and none is less than its least.
 */

export interface Track {
  least: number
  /** Pixels at most; without it the column takes its share of what is left. */
  px?: number
  share?: number
}

/** `roomPx` is what all of them have together, without the gaps. */
export function widthsOf(tracks: readonly Track[], roomPx: number): number[] {
  const widths = tracks.map(({ least }) => least)
  grow(widths, tracks, roomPx)
  share(widths, tracks, roomPx)
  return widths
}

/** Sized ones grow alike until each has its width or nothing is left. */
function grow(widths: number[], tracks: readonly Track[], roomPx: number): void {
  for (;;) {
    const growing = [...tracks.keys()].filter((index) => (widths[index] ?? 0) < (tracks[index]?.px ?? 0))
    const step = Math.floor((roomPx - sum(widths)) / growing.length)
    if (growing.length === 0 || step < 1) return
    for (const index of growing) {
      widths[index] = Math.min((widths[index] ?? 0) + step, tracks[index]?.px ?? 0)
    }
  }
}

/** By their shares, but for those that would get less than their least. */
function share(widths: number[], tracks: readonly Track[], roomPx: number): void {
  let sharing = [...tracks.keys()].filter((index) => tracks[index]?.px === undefined)
  for (;;) {
    const freePx = roomPx - sum(widths) + sum(sharing.map((index) => widths[index] ?? 0))
    const shares = sum(sharing.map((index) => tracks[index]?.share ?? 0))
    const partOf = (index: number): number => Math.floor((freePx * (tracks[index]?.share ?? 0)) / shares)
    const enough = sharing.filter((index) => partOf(index) >= (tracks[index]?.least ?? 0))
    if (enough.length < sharing.length) {
      sharing = enough
      continue
    }
    for (const index of sharing) widths[index] = partOf(index)
    return
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
