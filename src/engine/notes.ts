/** What people should know of an attempt besides its result: sentences, one after the other. */

/** Null where there are none. */
export function joinNotes(notes: readonly (string | null)[]): string | null {
  return notes.filter((note) => note !== null).join(' ') || null
}
