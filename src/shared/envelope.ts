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

export function envelope({ data, ...input }: EnvelopeInput): string {
  const [before, after] = aroundData(input)
  return before + data + after
}

/** What stands before and after the data, so that a body of megabytes need not be put together to be read in parts. */
export function aroundData(input: Omit<EnvelopeInput, 'data'>): [before: string, after: string] {
  switch (input.bodyMode) {
    case 'raw':
      return ['', '']
    case 'standard':
      return [
        `{"type":${JSON.stringify(input.category)},"timestamp":"${instant(input.createdAt)}","data":`,
        '}',
      ]
    case 'envelope':
      return [
        `{"category":${JSON.stringify(input.category)},"created_at":"${instant(input.createdAt)}","event_id":${JSON.stringify(input.eventId)},"data":`,
        '}',
      ]
  }
}

/** RFC 3339 in UTC with milliseconds. */
function instant(ms: number): string {
  return new Date(ms).toISOString()
}
