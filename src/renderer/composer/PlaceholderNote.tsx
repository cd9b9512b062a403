/** Says which placeholders will be expanded, or that braces are sent as they are, and changes between the two. */
import { useDeferredValue, useMemo } from 'react'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import type { Draft } from './draft.ts'
import { hasBraces, literalPlaceholders, templateOfDraft, usedPlaceholders } from './draft-copy.ts'

interface PlaceholderNoteProps {
  draft: Draft
  onChange: (placeholders: boolean) => void
}

/** Nothing where the event has no two braces anywhere: then it makes no difference. */
export function PlaceholderNote({ draft, onChange }: PlaceholderNoteProps) {
  const deferred = useDeferredValue(draft)
  const note = useMemo(() => noteOf(deferred), [deferred])
  if (note === null) return null
  const { text, isWarning } = note
  return (
    <div
      role="group"
      aria-label="Placeholders"
      className={classes(
        'flex items-center gap-2 rounded-sm py-0.5 pr-0.5 pl-2 text-sm',
        isWarning ? 'bg-warn-wash text-warn' : 'bg-sunken text-muted',
      )}
    >
      <span className="min-w-0 flex-1 truncate" title={text} role={isWarning ? 'status' : undefined}>
        {text}
      </span>
      <Button variant={isWarning ? 'secondary' : 'ghost'} onClick={() => onChange(!draft.placeholders)}>
        {draft.placeholders ? 'Send as typed' : 'Expand placeholders'}
      </Button>
    </div>
  )
}

interface Note {
  text: string
  /** Something goes out as typed that looks as if it should not. */
  isWarning: boolean
}

function noteOf(draft: Draft): Note | null {
  if (!hasBraces(draft)) return null
  const literal = literalPlaceholders(draft)
  if (literal.length > 0) return { text: `Sent as typed: ${literal.join(', ')}`, isWarning: true }
  return { text: quietText(draft), isWarning: false }
}

function quietText(draft: Draft): string {
  const read = templateOfDraft(draft)
  if (!read) return 'Braces are sent as typed.'
  const used = usedPlaceholders(read)
  if (used.length === 0) return 'Two braces begin a placeholder.'
  return `Expanded for each copy: ${used.join(', ')}`
}
