/**
 * Exports that this window has asked for. When one has ended well its file is handed to the person: downloaded, or shown in
 * its folder where they like.
 */
import type { Failure } from '../../shared/result.ts'
import { bytesText, deliveriesText } from '../deliveries/format.ts'
import { bridge, invoke } from '../host/bridge.ts'
import { showToast } from '../ui/Toast.tsx'
import {
  type ExportDraft,
  exportRequest,
  type ExportScopes,
  fileName,
  suggestedName,
} from './export-draft.ts'

/** Asks for a place, then starts. Null when it is under way; `declined` when the person wanted no place. */
export async function startExport(
  draft: ExportDraft,
  scopes: ExportScopes,
): Promise<Failure | 'declined' | null> {
  const name = suggestedName(draft.format, new Date())
  const place = await askForPlace(name)
  if (place === null) return 'declined'
  if ('code' in place) return place
  const answer = await invoke('queue.export', exportRequest(draft, scopes, place))
  if (!answer.ok) return answer.error
  void follow(answer.value.id, place.file, name)
  return null
}

async function askForPlace(name: string): Promise<{ file: string; overwrite: boolean } | Failure | null> {
  try {
    return await bridge.files.place(name)
  } catch (error) {
    return { code: 'place_failed', message: messageOf(error) }
  }
}

/** A job is over when its file has its name, which is after its last step. */
async function follow(jobId: string, file: string, name: string): Promise<void> {
  const answer = await invoke('job.wait', { id: jobId })
  if (!answer.ok) return failed(answer.error.message)
  const { state, done, refused, bytes, message } = answer.value
  if (state === 'stopped') {
    showToast({ title: 'Export stopped', detail: 'No file was written.' })
    return
  }
  if (state !== 'done') return failed(message ?? 'The log says more.')
  try {
    await bridge.files.hand(file, name)
  } catch (error) {
    return failed(messageOf(error))
  }
  const isShown = bridge.host === 'electron'
  const size = bytes ? `, ${bytesText(bytes.done)}` : ''
  showToast({
    title: `${deliveriesText(done - refused)} exported`,
    detail: `${isShown ? fileName(file) : name}${size}`,
    ...(isShown ? { action: { label: 'Show in folder', run: () => bridge.files.reveal(file) } } : {}),
  })
}

function failed(detail: string): void {
  showToast({ kind: 'error', title: 'Not exported', detail })
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
