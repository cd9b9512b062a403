/** What came of a pasted cURL command: what of it has no place in an event, or why it could not be read. */

export type CurlNoteProps = { leftOut: string[]; wrong?: undefined } | { leftOut?: undefined; wrong: string }

export function CurlNote({ leftOut, wrong }: CurlNoteProps) {
  if (wrong !== undefined) {
    return (
      <p role="alert" className="min-w-0 text-sm text-bad">
        {wrong}
      </p>
    )
  }
  const text = leftOut.length === 0 ? '' : ` Left out: ${leftOut.join(', ')}.`
  return (
    <p role="status" title={text.trim()} className="min-w-0 truncate text-sm text-muted">
      Filled from the cURL command.{text}
    </p>
  )
}
