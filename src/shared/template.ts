/**
 * What a person has composed and not sent: a template with a name, or the draft that is being typed. It is kept as it was
 * typed, right or wrong, and only the window reads more of it than its payload.
 */

export interface KeptDraft {
  /** Everything but the payload: a JSON object that the window writes and reads. */
  fields: string
  /** The payload as typed. */
  data: string
}

export interface TemplateSummary {
  id: string
  /** No two are the same. */
  name: string
  /** What it sends where, in a line. */
  summary: string
  createdAt: number
  updatedAt: number
}

export interface Template extends TemplateSummary {
  draft: KeptDraft
}
