/**
 * Text from outside, made fit for a terminal. A response body is written by whoever answered; without this, escape
 * sequences in it could move the cursor, rename the window or hide a line.
 */

/** Control characters (C0, DEL, C1) and the bidirectional overrides, but for the line feed and the tab. */
// oxlint-disable-next-line no-control-regex
const dangerous = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g

/** Lines stay lines; a control character becomes `\xNN` or `\uNNNN`. */
export function printable(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(dangerous, escaped)
}

/** As `printable`, on one line. */
export function printableLine(text: string): string {
  return printable(text).replace(/[\n\t]/g, escaped)
}

function escaped(character: string): string {
  const code = character.charCodeAt(0).toString(16)
  return code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code.padStart(2, '0')}`
}

/** Terminal columns that a text takes: East Asian wide characters and emoji take two. */
export function columnsOf(text: string): number {
  if (/^[\x20-\x7E]*$/.test(text)) return text.length
  let columns = 0
  for (const { segment } of graphemes.segment(text)) columns += wide.test(segment) ? 2 : 1
  return columns
}

/** At most so many columns; what is cut off is marked by an ellipsis. */
export function cutTo(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text
  let cut = ''
  let taken = 1
  for (const { segment } of graphemes.segment(text)) {
    taken += columnsOf(segment)
    if (taken > columns) break
    cut += segment
  }
  return `${cut}…`
}

const graphemes = new Intl.Segmenter()
const wide =
  /\p{Emoji_Presentation}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|[\u3000-\u303F\uFF01-\uFF60]/u
