/** Says which placeholders will be expanded, or that braces are sent as they are, and changes between the two. */
import { useDeferredValue, useMemo } from 'react'
import { Button } from '../ui/Button.tsx'
import type { Draft } from './draft.ts'
import { hasBraces, templateOfDraft, usedPlaceholders } from './draft-copy.ts'

interface PlaceholderNoteProps {
  draft: Draft
  onChange: (placeholders: boolean) => void
}

/** Nothing where the event has no two braces anywhere: then it makes no difference. */
export function PlaceholderNote({ draft, onChange }: PlaceholderNoteProps) {
  const deferred = useDeferredValue(draft)
  const text = useMemo(() => noteOf(deferred), [deferred])
  if (text === null) return null
  return (
    <div
      role="group"
      aria-label="Placeholders"
      className="flex items-center gap-2 rounded-sm bg-sunken py-0.5 pr-0.5 pl-2 text-sm text-muted"
    >
      <span className="min-w-0 flex-1 truncate" title={text}>
        {text}
      </span>
      <Button variant="ghost" onClick={() => onChange(!draft.placeholders)}>
        {draft.placeholders ? 'Send as typed' : 'Expand placeholders'}
      </Button>
    </div>
  )
}

function noteOf(draft: Draft): string | null {
  if (!hasBraces(draft)) return null
  const read = templateOfDraft(draft)
  if (!read) return 'Braces are sent as typed.'
  const used = usedPlaceholders(read)
  if (used.length === 0) return 'Two braces begin a placeholder.'
  return `Expanded for each copy: ${used.join(', ')}`
}
