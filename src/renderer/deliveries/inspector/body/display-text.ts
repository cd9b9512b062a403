/**
 * A text as the editor library holds it, made in slices. Lines end at `\n` only, so that every sign stays where it is;
 * a line that is too long to be laid out is shown in several, and where they were cut is known: what is selected, found
 * and copied is the text itself.
 */
import { Text } from '@codemirror/state'

/** Wrapping a line of megabytes takes seconds, and no element is wide enough for one that is not wrapped. */
const longestLine = 4_000
/** Lines that are joined to the document at once. */
const batchSize = 4_000
const pieceLength = 65_536

export interface DisplayText {
  doc: Text
  /** Where in the document a line was cut: offsets of breaks that are not in the text, in order. */
  cuts: readonly number[]
  /** The lines that begin at such a cut, 1-based, in order. */
  cutLines: readonly number[]
}

/** Pieces of a text as it is. */
export function* rawPieces(text: string): Generator<string, void> {
  for (let from = 0; from < text.length; from += pieceLength) yield text.slice(from, from + pieceLength)
}

export function* displayText(pieces: Iterable<string>): Generator<void, DisplayText> {
  const cuts: number[] = []
  const cutLines: number[] = []
  let doc = Text.empty
  let batch: string[] = []
  /** Offset of the end of what is in `doc` and `batch`, and its lines. */
  let length = 0
  let lines = 0
  let open = ''
  let isCut = false

  const push = (line: string): void => {
    lines += 1
    // The break before it.
    if (lines > 1) length += 1
    if (isCut) {
      cuts.push(length - 1)
      cutLines.push(lines)
    }
    length += line.length
    batch.push(line)
  }
  const flush = (): void => {
    if (batch.length === 0) return
    doc = lines === batch.length ? Text.of(batch) : doc.append(Text.of(['', ...batch]))
    batch = []
  }
  /** The last part of a line is left open, because more may follow. */
  const cut = (line: string): string => {
    let rest = line
    while (rest.length > longestLine) {
      const end = cutPlace(rest)
      push(rest.slice(0, end))
      isCut = true
      rest = rest.slice(end)
    }
    return rest
  }
  const close = (): void => {
    push(open)
    isCut = false
  }

  for (const piece of pieces) {
    const [first = '', ...following] = piece.split('\n')
    open = cut(open + first)
    for (const line of following) {
      close()
      open = cut(line)
    }
    if (batch.length >= batchSize) flush()
    yield
  }
  close()
  flush()
  return { doc, cuts, cutLines }
}

/** Never between the two halves of a sign. */
function cutPlace(line: string): number {
  const last = line.charCodeAt(longestLine - 1)
  return last >= 0xd800 && last < 0xdc00 ? longestLine - 1 : longestLine
}

/** Signs of the text without the cuts. */
export function sourceLength({ doc, cuts }: DisplayText): number {
  return doc.length - cuts.length
}

/** A part of the text, by offsets of the text. */
export function sourceSlice(display: DisplayText, from: number, to: number): string {
  const { doc, cuts } = display
  const end = documentEnd(display, to)
  let part = ''
  let start = documentOffset(display, from)
  for (let index = countBelow(cuts, (cut) => cut < start); (cuts[index] ?? end) < end; index += 1) {
    const cut = cuts[index] ?? end
    part += doc.sliceString(start, cut)
    start = cut + 1
  }
  return part + doc.sliceString(start, end)
}

/** An offset of the document as one of the text. */
export function sourceOffset({ cuts }: Pick<DisplayText, 'cuts'>, position: number): number {
  return position - countBelow(cuts, (cut) => cut < position)
}

/** An offset of the text as one of the document; at a cut it is the one after it. */
export function documentOffset({ cuts }: Pick<DisplayText, 'cuts'>, offset: number): number {
  // In the text the cut with the index n lies n signs before.
  return offset + countBelow(cuts, (cut, index) => cut - index <= offset)
}

/** The same for the end of a range: at a cut it is the one before it. */
export function documentEnd({ cuts }: Pick<DisplayText, 'cuts'>, offset: number): number {
  return offset + countBelow(cuts, (cut, index) => cut - index < offset)
}

/** The number that stands beside a line of the document; null where a line only goes on. */
export function lineNumber({ cutLines }: Pick<DisplayText, 'cutLines'>, line: number): number | null {
  const before = countBelow(cutLines, (cutLine) => cutLine <= line)
  return cutLines[before - 1] === line ? null : line - before
}

/** How many of the first ones are so; they are sorted by it. */
function countBelow(sorted: readonly number[], isSo: (value: number, index: number) => boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (isSo(sorted[middle] ?? 0, middle)) low = middle + 1
    else high = middle
  }
  return low
}
