/** Waits until the replays of a job are settled, and says what has become of them. Ctrl C ends the waiting; they go on. */
import { setTimeout } from 'node:timers/promises'
import type { ReplaySummary, SeqSpan } from '../shared/job.ts'
import { Refusal } from '../shared/result.ts'
import { exitCodes } from './exit-codes.ts'
import type { Queue } from './queue.ts'
import type { Asking } from './run-job.ts'
import { exitCodeOf } from './signals.ts'
import { numberText } from './texts.ts'

const betweenMs = 200

/** The exit code says whether all were delivered. */
export async function giveReplays(span: SeqSpan, { queue, session: { output } }: Asking): Promise<void> {
  const { promise: asked, resolve } = Promise.withResolvers<NodeJS.Signals>()
  const stopListening = queue.onEndAsked(resolve)
  let summary: ReplaySummary
  let signal: NodeJS.Signals | undefined
  try {
    while (true) {
      summary = await queue.ask('replay.summary', span)
      if (summary.waiting === 0 || signal !== undefined) break
      output.progress(`waits: ${summaryText(summary)}`)
      signal = await Promise.race([asked, setTimeout(betweenMs, undefined)])
    }
  } finally {
    output.progress(null)
    stopListening()
  }
  output.give({ replays: summary }, () => `Of the replays ${summaryText(summary)}.`)
  if (signal !== undefined) process.exitCode = exitCodeOf(signal)
  else if (summary.failed + summary.canceled > 0) process.exitCode = exitCodes.waitFailed
}

/** Refuses with `queue_paused`: nobody could resume a queue that this process alone has open. */
export async function refuseToWaitPaused({ engine, ask }: Queue): Promise<void> {
  if (!engine) return
  const { queue } = await ask('snapshot.get', {})
  if (!queue.paused) return
  throw new Refusal(
    'queue_paused',
    'The queue is paused, so --wait would never end. Resume it with `webhook-dispatcher resume`.',
  )
}

/** `10 were delivered, 2 wait, 1 failed, 0 were canceled` */
function summaryText({ delivered, waiting, failed, canceled }: ReplaySummary): string {
  const parts: [count: number, words: string][] = [
    [delivered, delivered === 1 ? 'was delivered' : 'were delivered'],
    [waiting, waiting === 1 ? 'waits' : 'wait'],
    [failed, 'failed'],
    [canceled, canceled === 1 ? 'was canceled' : 'were canceled'],
  ]
  const told = parts.filter(([count]) => count > 0).map(([count, words]) => `${numberText(count)} ${words}`)
  return told.join(', ') || 'none is left'
}
