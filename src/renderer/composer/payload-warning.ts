/** What is odd in a payload and goes out all the same, because it may be meant. */
import type { Complaint } from '../../shared/checks.ts'
import { duplicateKey, placeText } from '../../shared/json.ts'
import { expand, readPlaceholders, typedOf } from '../../shared/placeholders.ts'
import { sampleValues } from './draft-copy.ts'

/** In characters: looking for keys takes about 50 ms for so much. */
const searchedUpTo = 1_000_000

interface Warning {
  isJson: boolean
  placeholders: boolean
}

/** Of a payload that is otherwise right. */
export function payloadWarning(data: string, { isJson, placeholders }: Warning): Complaint | null {
  if (data.startsWith('\ufeff')) {
    const message =
      'The payload begins with a byte order mark (U+FEFF). It is sent too, and some receivers stumble.'
    return { code: 'byte_order_mark', message, position: 0 }
  }
  if (!isJson || data.length > searchedUpTo) return null
  const reading = placeholders ? readPlaceholders(data) : null
  if (reading && !reading.ok) return null
  const expansion = reading ? expand(reading.template, sampleValues()) : { text: data, places: [] }
  const duplicate = duplicateKey(expansion.text)
  if (!duplicate) return null
  const position = typedOf(data, expansion).positionOf(duplicate.position)
  const key = duplicate.key.length > 40 ? `${duplicate.key.slice(0, 40)}…` : duplicate.key
  const message = `The key "${key}" stands twice in an object, again at ${placeText(data, position)}. Receivers differ in which one they read.`
  return { code: 'key_twice', message, position }
}
