/**
 * The latest batches of the feed as text, for readers that come back: bounded in number and size, without gaps. It always
 * knows from which number on it is complete.
 */

export interface NumberedBatch {
  number: number
  /** JSON, one line. */
  text: string
}

export interface BatchRing {
  /** Empties it; complete from the batch after this one on. */
  begin(number: number): void
  push(batch: NumberedBatch): void
  /** Those after this number; null when some of them are gone, or the number is none that was. */
  after(number: number): NumberedBatch[] | null
  /** Number of the latest batch. */
  latest(): number
}

export interface BatchRingOptions {
  mostBatches: number
  /** Of the text, in UTF-16 units. */
  mostLength: number
}

export function createBatchRing({ mostBatches, mostLength }: BatchRingOptions): BatchRing {
  let batches: NumberedBatch[] = []
  let length = 0
  let latest = 0
  return {
    begin(number) {
      batches = []
      length = 0
      latest = number
    },
    push(batch) {
      batches.push(batch)
      length += batch.text.length
      latest = batch.number
      while (batches.length > mostBatches || length > mostLength) {
        length -= batches.shift()?.text.length ?? 0
      }
    },
    after(number) {
      const complete = (batches[0]?.number ?? latest + 1) - 1
      if (number < complete || number > latest) return null
      return batches.filter((batch) => batch.number > number)
    },
    latest: () => latest,
  }
}
