/** A file that is one JSON text as a whole. */
import { Refusal } from '../../shared/result.ts'

/** Refuses with `file_invalid` what is not JSON; `what` names the file in the sentence. */
export function parseWhole(text: string, what: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown
  } catch (error) {
    const why = error instanceof Error ? ` (${error.message.slice(0, 200)})` : ''
    throw new Refusal('file_invalid', `This ${what} is not whole: its JSON cannot be read${why}.`)
  }
}
