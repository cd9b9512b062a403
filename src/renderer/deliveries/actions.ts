/**
 * What a person does with deliveries, from buttons, menus and keys alike. Each sends a command and says in a toast how
 * it went; the rows change when the feed says so.
 */
import type { BulkAnswer } from '../../shared/commands.ts'
import { curlCommand } from '../../shared/curl.ts'
import { mostIds } from '../../shared/limits.ts'
import type { Attempt, DeliveryDetail } from '../../shared/model.ts'
import { requestHeaders, userAgentOf } from '../../shared/request.ts'
import type { Failure, Result } from '../../shared/result.ts'
import { openOverlay } from '../app/navigation.ts'
import { invoke } from '../host/bridge.ts'
import { listRows, showNewest } from '../live/deliveries.ts'
import { liveStore } from '../live/store.ts'
import { learnStates, stateOf } from '../live/watched.ts'
import { copyText } from '../ui/copy-text.ts'
import { showToast, type ToastMessage } from '../ui/Toast.tsx'
import { followAction, type StateAction } from './after-action.ts'
import { countText, deliveriesText } from './format.ts'
import { isPossible } from './possible.ts'
import { clearSelection, neighbourOf, selectMany, selectOne } from './selection.ts'

export function retryNow(ids: string[]): Promise<void> {
  return changeStates('retry', ids, { done: 'on the way again', verb: 'retried' })
}

/**
 * Sends the same request again, as a new delivery with the same event id, and selects it. Several open the dialog,
 * which says how many and where to before anything is sent.
 */
export async function replayAsIs(ids: string[]): Promise<void> {
  if (ids.length !== 1) return replayWithEdits(ids)
  const answer = await invoke('delivery.replay', { ids })
  if (!answer.ok) return refused(answer.error)
  showReplayed(answer.value.deliveries.map((row) => row.id))
}

/** After a replay: says how many, and selects the one. */
export function showReplayed(ids: string[]): void {
  showToast({ title: `${deliveriesText(ids.length)} replayed` })
  land(ids)
}

/** Brings new deliveries into sight: the one, opened where `open` says so, or all of them selected. */
export function land(ids: string[], open?: boolean): void {
  const [first] = ids
  showNewest()
  if (ids.length > 1) selectMany(ids)
  else if (first !== undefined) selectOne(first, open)
}

export function replayWithEdits(ids: string[]): void {
  if (ids.length > 0) openOverlay({ kind: 'replay', ids })
}

export function cancel(ids: string[]): Promise<void> {
  return changeStates('cancel', ids, { done: 'canceled' })
}

export function hold(ids: string[]): Promise<void> {
  const undo = { label: 'Release', run: (changed: string[]) => void release(changed) }
  return changeStates('hold', ids, { done: 'held', undo })
}

export function release(ids: string[]): Promise<void> {
  return changeStates('release', ids, { done: 'released' })
}

async function changeStates(action: StateAction, ids: string[], words: ReportWords): Promise<void> {
  if (ids.length === 0) return
  const follow = followAction(action, ids)
  const answer = await invoke(`delivery.${action}`, { ids })
  if (answer.ok) follow(answer.value.changed)
  report(answer, words)
}

/** Releases where all of them are held, as far as that is known here, and holds otherwise. */
export async function holdOrRelease(ids: string[]): Promise<void> {
  const isHeld = ids.every((id) => stateOf(id) === 'held')
  return isHeld ? release(ids) : hold(ids)
}

/** Opens the dialog that asks for the other schedule, unless none of these waits for an attempt. */
export function reschedule(ids: string[]): void {
  if (ids.length === 0) return
  const states = ids.map(stateOf)
  if (states.every((state) => state !== undefined && !isPossible('reschedule', [state]))) {
    const detail = 'No attempt of it is planned. Replay it (R) to send it again.'
    return showToast({ about: 'deliveries', kind: 'error', title: 'Not rescheduled', detail })
  }
  openOverlay({ kind: 'reschedule', ids })
}

/** Asks first; `deleteNow` does it. */
export function askToDelete(ids: string[]): void {
  if (ids.length > 0) openOverlay({ kind: 'delete', ids })
}

export async function deleteNow(ids: string[]): Promise<void> {
  const next = neighbourOf(ids)
  const answer = await invoke('delivery.delete', { ids })
  if (answer.ok && answer.value.changed.length > 0) {
    if (next === null) clearSelection()
    else selectOne(next)
  }
  report(answer, { done: 'deleted' })
}

export async function copyId(id: string): Promise<void> {
  await copyText(id)
  showToast({ about: 'copy', title: 'Id copied' })
}

export async function copyPayload(id: string): Promise<void> {
  const answer = await invoke('delivery.body', { id })
  if (!answer.ok) return refused(answer.error)
  await copyText(answer.value.data)
  showToast({ about: 'copy', title: 'Payload copied' })
}

/** The request as a curl command: the latest attempt that went out, or the first one as it will. */
export async function copyCurl(id: string): Promise<void> {
  const [detail, body] = await Promise.all([invoke('delivery.show', { id }), invoke('delivery.body', { id })])
  if (!detail.ok) return refused(detail.error)
  if (!body.ok) return refused(body.error)
  const { url, method, attempts } = detail.value
  const sent = attempts.findLast((attempt) => attempt.requestHeaders.length > 0)
  const headers = sent?.requestHeaders ?? plannedHeaders(detail.value)
  await copyText(curlCommand({ url, method, headers, body: body.value.body }))
  showToast({ about: 'copy', title: 'Copied as cURL' })
}

/** The headers of the next attempt as they stand now. */
export function plannedHeaders(detail: DeliveryDetail): Attempt['requestHeaders'] {
  const { settings, version } = liveStore.getState()
  return requestHeaders({
    headers: detail.headers,
    contentType: detail.contentType,
    userAgent: userAgentOf(settings, version),
    eventId: detail.eventId,
    attemptNumber: detail.attemptCount + 1,
    sentAt: detail.nextAttemptAt ?? Date.now(),
    contentEncoding: null,
  })
}

/** Selects all that the filter finds, the newest first where there are too many for one command. */
export async function selectAll(total: number): Promise<void> {
  const rows = await listRows(mostIds)
  const ids = rows.map(({ id }) => id)
  selectMany(ids)
  learnStates(rows)
  if (ids.length < total) {
    showToast({
      title: `The newest ${countText(ids.length)} of ${countText(total)} are selected`,
      detail: 'The last button of the bar below acts on all of them.',
    })
  }
}

/** Whether some of these are still on their way; where one's state is not known it does not count. */
export function anyUnderWay(ids: readonly string[]): boolean {
  return ids.some((id) => {
    const state = stateOf(id)
    return state !== undefined && state !== 'delivered' && state !== 'failed' && state !== 'canceled'
  })
}

export async function setPaused(paused: boolean): Promise<void> {
  const answer = await invoke(paused ? 'queue.pause' : 'queue.resume', {})
  if (!answer.ok) return refused(answer.error)
  showToast(
    paused
      ? { about: 'queue', title: 'Queue paused', detail: 'New events are accepted and wait.' }
      : { about: 'queue', title: 'Queue running' },
  )
}

interface ReportWords {
  /** Ends "3 deliveries …". */
  done: string
  /** Ends "None can be …", where that is another word. */
  verb?: string
  /** Takes it back, of exactly those that were changed. */
  undo?: { label: string; run: (changed: string[]) => void }
}

export function report(answer: Result<BulkAnswer>, words: ReportWords): void {
  if (!answer.ok) return refused(answer.error)
  const message = reportOf(answer.value, words)
  // One after the other is one story, such as held and released again.
  if (message) showToast({ about: 'deliveries', ...message })
}

/** What is said of it; null where nothing was asked of anything. */
export function reportOf({ changed, refused: not }: BulkAnswer, words: ReportWords): ToastMessage | null {
  const { done, verb = done, undo } = words
  const [first] = not
  if (changed.length > 0) {
    return {
      title: `${deliveriesText(changed.length)} ${done}`,
      ...(first ? { detail: `${deliveriesText(not.length)} not: ${first.message}` } : {}),
      ...(undo ? { action: { label: undo.label, run: () => undo.run(changed) } } : {}),
    }
  }
  if (!first) return null
  const none = `None of the ${countText(not.length)} can be ${verb}: ${first.message}`
  return { kind: 'error', title: `Not ${done}`, detail: not.length > 1 ? none : first.message }
}

function refused(failure: Failure): void {
  showToast({ kind: 'error', title: 'That did not work', detail: failure.message })
}
