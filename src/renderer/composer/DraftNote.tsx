/** What was just done to the draft as a whole: filled from a cURL command or a template, or why that could not be. */

export type DraftNoteProps = { done: string; wrong?: undefined } | { done?: undefined; wrong: string }

export function DraftNote({ done, wrong }: DraftNoteProps) {
  if (wrong !== undefined) {
    return (
      <p role="alert" className="min-w-0 text-sm text-bad">
        {wrong}
      </p>
    )
  }
  return (
    <p role="status" title={done} className="min-w-0 truncate text-sm text-muted">
      {done}
    </p>
  )
}

export function curlNote(leftOut: readonly string[]): DraftNoteProps {
  const rest = leftOut.length === 0 ? '' : ` Left out: ${leftOut.join(', ')}.`
  return { done: `Filled from the cURL command.${rest}` }
}
