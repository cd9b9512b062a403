/**
 * Whether bytes contain a text, letters in either case: a megabyte at a time, so that whoever asks can do something else
 * in between.
 */

/** About 2 ms each. */
const sliceBytes = 1024 * 1024

/** Yields between slices. `wanted` is in small letters. What is not UTF-8 is read with replacement characters. */
export function* contains(bytes: Buffer, wanted: string): Generator<undefined, boolean> {
  // A letter has 4 bytes at most; what a cut leaves of one at the edge is whole in the slice beside it.
  const overlap = wanted.length * 4 + 4
  for (let from = 0; from < bytes.length; from += sliceBytes) {
    const slice = bytes.toString('utf8', from, from + sliceBytes + overlap)
    if (slice.toLowerCase().includes(wanted)) return true
    if (bytes.length > sliceBytes) yield
  }
  return false
}
