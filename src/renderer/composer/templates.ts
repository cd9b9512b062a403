/** Templates as the window works with them: the list while somebody looks at it, and what is done to one. */
import { useCallback, useEffect, useState } from 'react'
import type { Failure, Result } from '../../shared/result.ts'
import type { TemplateSummary } from '../../shared/template.ts'
import { invoke } from '../host/bridge.ts'
import { showToast } from '../ui/Toast.tsx'
import { type Draft, goesToEndpoints } from './draft.ts'
import { draftOf, keptOf } from './kept-draft.ts'

export interface Templates {
  /** By name; null until the first answer. */
  all: readonly TemplateSummary[] | null
  /** Why the list could not be read. */
  failure: Failure | null
  refresh: () => void
}

export function useTemplates(): Templates {
  const [state, setState] = useState<Pick<Templates, 'all' | 'failure'>>({ all: null, failure: null })
  const refresh = useCallback((): void => {
    void invoke('template.list', {}).then((answer) =>
      setState((before) =>
        answer.ok ? { all: answer.value.templates, failure: null } : { ...before, failure: answer.error },
      ),
    )
  }, [])
  useEffect(refresh, [refresh])
  return { ...state, refresh }
}

/** Those in whose name or summary every typed word stands. */
export function matchingTemplates(all: readonly TemplateSummary[], text: string): TemplateSummary[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return all.filter(({ name, summary }) => {
    const searched = `${name} ${summary}`.toLowerCase()
    return words.every((word) => searched.includes(word))
  })
}

export async function loadTemplate(id: string): Promise<Result<Draft>> {
  const answer = await invoke('template.show', { id })
  return answer.ok ? { ok: true, value: draftOf(answer.value.draft) } : answer
}

/** Names of saved endpoints by their ids. */
type Names = ReadonlyMap<string, string>

/** As a new one where `id` is left out. An event id is of one event, so it is not kept. */
export async function saveTemplate(
  to: { id: string } | { name: string },
  draft: Draft,
  names: Names,
): Promise<Failure | null> {
  const answer = await invoke('template.save', {
    ...to,
    summary: summaryOf(draft, names),
    draft: keptOf({ ...draft, eventId: '' }),
  })
  if (!answer.ok) return answer.error
  showToast({ title: `Template “${answer.value.name}” saved`, about: 'template' })
  return null
}

export async function renameTemplate(id: string, name: string): Promise<Failure | null> {
  const answer = await invoke('template.save', { id, name })
  return answer.ok ? null : answer.error
}

/** It can be brought back from the notice. */
export async function deleteTemplate(id: string, onChange: () => void): Promise<void> {
  const answer = await invoke('template.delete', { id })
  if (!answer.ok) {
    showToast({ kind: 'error', about: 'template', title: 'Not deleted', detail: answer.error.message })
    return
  }
  const { name, summary, draft } = answer.value
  const bringBack = async (): Promise<void> => {
    const back = await invoke('template.save', { name, summary, draft })
    if (back.ok) showToast({ title: `Template “${name}” is back`, about: 'template' })
    else showToast({ kind: 'error', title: 'Not brought back', detail: back.error.message })
    onChange()
  }
  showToast({
    title: `Template “${name}” deleted`,
    about: 'template',
    action: { label: 'Undo', run: () => void bringBack() },
  })
  onChange()
}

/** `order.created to shop, billing`. */
export function summaryOf(draft: Draft, names: Names): string {
  const target = goesToEndpoints(draft)
    ? draft.endpointIds.map((id) => names.get(id) ?? 'a deleted endpoint').join(', ')
    : draft.url
  return [draft.category, target && `to ${target}`].filter(Boolean).join(' ').slice(0, 500)
}
