/**
 * The body of a request, made once from what was accepted: the same input gives the same bytes on every attempt.
 * `data` is spliced in as the text that was typed, never parsed and printed again.
 * These layouts are part of the promise to receivers: a change needs a new body mode, not an edit.
 */
import type { BodyMode } from './model.ts'

export interface EnvelopeInput {
  bodyMode: BodyMode
  category: string
  createdAt: number
  eventId: string
  data: string
}

export function envelope(input: EnvelopeInput): string {
  switch (input.bodyMode) {
    case 'raw':
      return input.data
    case 'standard':
      return `{"type":${JSON.stringify(input.category)},"timestamp":"${instant(input.createdAt)}","data":${input.data}}`
    case 'envelope':
      return `{"category":${JSON.stringify(input.category)},"created_at":"${instant(input.createdAt)}","event_id":${JSON.stringify(input.eventId)},"data":${input.data}}`
  }
}

/** RFC 3339 in UTC with milliseconds. */
function instant(ms: number): string {
  return new Date(ms).toISOString()
}
