/** The choices of an import while a person makes them. Pure. */
import { checkUrl } from '../../shared/checks.ts'
import type { CommandInput } from '../../shared/commands.ts'
import type { ConflictChoice, ImportReport } from '../../shared/queue-file.ts'

export interface ImportDraft {
  /** Null: the one that is chosen by itself. */
  bucket: string | null
  to: 'file' | 'url' | 'endpoint'
  url: string
  /** Empty: none is chosen. */
  endpointId: string
  /** Another URL by origin; an empty one leaves it. */
  origins: Readonly<Record<string, string>>
  waiting: 'held' | 'send'
  ids: 'keep' | 'new'
  onConflict: ConflictChoice
  onBadLine: 'skip' | 'stop'
  whenStopped: 'keep' | 'undo'
}

export const newImportDraft: ImportDraft = {
  bucket: null,
  to: 'file',
  url: '',
  endpointId: '',
  origins: {},
  waiting: 'held',
  ids: 'keep',
  onConflict: 'skip',
  onBadLine: 'skip',
  whenStopped: 'keep',
}

export type ImportInput = CommandInput<'queue.import'>

/** By field, `origins.<origin>` for those; empty when it can be sent. */
export function checkImport({ to, url, endpointId, origins }: ImportDraft): Record<string, string> {
  const wrong: Record<string, string> = {}
  const complain = (field: string, given: string): void => {
    const complaint = checkUrl(given)
    if (complaint) wrong[field] = complaint.message
  }
  if (to === 'url') complain('url', url)
  if (to === 'endpoint' && endpointId === '') wrong['endpointId'] = 'Choose an endpoint.'
  if (to === 'file')
    for (const [origin, other] of Object.entries(origins))
      if (other !== '') complain(`origins.${origin}`, other)
  return wrong
}

/** What is not finished, such as a URL without an end, is left out: a dry run goes on without it. */
export function importInput(file: string, draft: ImportDraft): ImportInput {
  const { bucket, to, url, endpointId, waiting, ids, onConflict, onBadLine, whenStopped } = draft
  const wrong = checkImport(draft)
  const origins = Object.entries(draft.origins)
    .filter(([origin, other]) => to === 'file' && other !== '' && !wrong[`origins.${origin}`])
    .map(([origin, other]) => ({ origin, to: other }))
  return {
    file,
    ...(bucket === null ? {} : { bucket }),
    ...(to === 'url' && !wrong['url'] ? { to: url } : {}),
    ...(to === 'endpoint' && endpointId !== '' ? { endpointId } : {}),
    ...(origins.length > 0 ? { origins } : {}),
    waiting,
    ids,
    onConflict,
    onBadLine,
    whenStopped,
  }
}

/** An `ImportInput` as JSON. The same numbers come of the same key: what an import does when it is stopped changes none of them. */
export function dryRunKey(file: string, draft: ImportDraft): string {
  return JSON.stringify({ ...importInput(file, draft), whenStopped: undefined })
}

/** Whether there is something to import, and nothing that is in the way of it. */
export function canImport(report: ImportReport | null, draft: ImportDraft): boolean {
  return report !== null && report.taken > 0 && Object.keys(checkImport(draft)).length === 0
}
