/** The copy of a draft that the preview shows: the first, until a person steps to another. */
import { useMemo, useState } from 'react'
import { v7 as newUuid } from 'uuid'
import { copyRandom, dueAt, hasPlaceholders } from '../../shared/event-copies.ts'
import type { Draft } from './draft.ts'
import { copyOfDraft, type DraftCopy, templateOfDraft } from './draft-copy.ts'
import { planOf } from './plan.ts'

/** Stands for the id that the engine will make. */
export const exampleId = newUuid()

interface PreviewedCopy {
  copy: DraftCopy
  /** Whether copies differ in more than their ids. */
  isExpanded: boolean
  /** 1-based. */
  index: number
  copies: number
  onStep: (index: number) => void
}

export function usePreviewedCopy(draft: Draft, { seed, now }: { seed: string; now: number }): PreviewedCopy {
  const [wanted, setWanted] = useState(1)
  const { copies, everyMs, sendAt } = planOf(draft, now)
  const index = Math.min(wanted, copies)
  const due = dueAt(Math.max(sendAt ?? now, now), everyMs, index)
  const read = useMemo(() => templateOfDraft(draft), [draft])
  const copy = useMemo(
    () =>
      copyOfDraft(draft, read, {
        now,
        due,
        index,
        copies,
        eventId: draft.eventId || exampleId,
        random: copyRandom(seed, index),
      }),
    [draft, read, now, due, index, copies, seed],
  )
  return {
    copy,
    isExpanded: read !== null && hasPlaceholders(read.template),
    index,
    copies,
    onStep: setWanted,
  }
}
