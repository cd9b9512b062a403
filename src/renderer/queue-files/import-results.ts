/**
 * Imports that this window has asked for, from their start until a person dismisses what came of them. The report of one
 * that has ended is fetched once, when its last step is over.
 */
import { create } from 'zustand'
import type { Job } from '../../shared/job.ts'
import type { ImportReport } from '../../shared/queue-file.ts'
import type { Failure } from '../../shared/result.ts'
import { navigation } from '../app/navigation.ts'
import { showDeliveries } from '../deliveries/show.ts'
import { bridge, invoke } from '../host/bridge.ts'
import { showToast } from '../ui/Toast.tsx'
import type { ImportInput } from './import-draft.ts'
import { importedCount, reportText } from './import-text.ts'
import { noteRecentFile } from './recent-files.ts'

export interface ImportResult {
  jobId: string
  name: string
  path: string
  /** When it was asked for. */
  at: number
  state: Job['state']
  /** Null until it has ended. */
  report: ImportReport | null
  /** Why it went no further. */
  message: string | null
}

/** The latest first. */
export const importResults = create<readonly ImportResult[]>(() => [])

/** Older ones make way. */
const mostResults = 3

/** The job's id, or why there is none. */
export async function startImport(name: string, input: ImportInput): Promise<string | Failure> {
  const answer = await invoke('queue.import', { ...input, dryRun: false })
  if (!answer.ok) return answer.error
  const { id, state } = answer.value
  const result = { jobId: id, name, path: input.file, at: Date.now(), state, report: null, message: null }
  importResults.setState([result, ...importResults.getState()].slice(0, mostResults), true)
  noteRecentFile(input.file)
  void follow(id)
  return id
}

export function dismissImportResult(jobId: string): void {
  importResults.setState(
    importResults.getState().filter((result) => result.jobId !== jobId),
    true,
  )
}

export function isImporting(path: string): boolean {
  return importResults.getState().some((result) => result.path === path && result.state === 'running')
}

async function follow(jobId: string): Promise<void> {
  const ended = await invoke('job.wait', { id: jobId })
  const report = await invoke('import.report', { jobId })
  const result = change(jobId, {
    state: ended.ok ? ended.value.state : 'failed',
    report: report.ok ? report.value : null,
    message: ended.ok ? ended.value.message : ended.error.message,
  })
  if (!result) return
  const isWatched = navigation.getState().overlay?.kind === 'import'
  if (result.state === 'done' || !isWatched) bridge.files.forget(result.path)
  tell(result, isWatched)
}

function change(jobId: string, changes: Partial<ImportResult>): ImportResult | undefined {
  const results = importResults.getState().map((one) => (one.jobId === jobId ? { ...one, ...changes } : one))
  importResults.setState(results, true)
  return results.find((one) => one.jobId === jobId)
}

/** The dialog says itself what went wrong. */
function tell({ state, report, message, name }: ImportResult, isWatched: boolean): void {
  if (state === 'failed') {
    if (!isWatched) showToast({ kind: 'error', title: `${name} was not imported`, detail: message ?? '' })
    return
  }
  if (!report) return
  const { made } = report
  showToast({
    title: `${state === 'stopped' ? 'Import stopped: ' : ''}${reportText(report)}`,
    ...(made && importedCount(report) > 0
      ? { action: { label: 'Show them', run: () => showDeliveries({ imported: made }) } }
      : {}),
  })
}
