/**
 * What closing the window means. Where nothing is to be sent it closes as the platform does; with work before it the
 * person is asked, once: to keep sending with the window away, or to quit. On macOS an application lives on without
 * a window anyway, so nothing is asked.
 */
import type { WhenClosed } from '../shared/model.ts'
import type { QueueState } from './queue-watch.ts'

export interface ClosingAnswer {
  choice: 'background' | 'quit' | 'cancel'
  /** Not to be asked again. */
  remember: boolean
}

export interface ClosingOptions {
  isMac: boolean
  isQuitting: () => boolean
  state: () => QueueState | null
  /** Shows the question over the window. */
  ask: (waiting: number) => Promise<ClosingAnswer>
  remember: (choice: Exclude<WhenClosed, 'ask'>) => void
  /** The window goes, the queue goes on. */
  goAway: () => void
  quit: () => void
}

/** Answers whether the window may close now; when not, what the person chooses happens later. */
export function createClosing(options: ClosingOptions): () => boolean {
  let asking = false

  const act = ({ choice, remember }: ClosingAnswer): void => {
    if (choice === 'cancel') return
    if (remember) options.remember(choice)
    if (choice === 'quit') options.quit()
    else options.goAway()
  }

  return () => {
    const state = options.state()
    if (options.isMac || options.isQuitting() || !state || !hasWork(state)) return true
    const { whenClosed } = state.settings
    if (whenClosed === 'quit') return true
    if (whenClosed === 'background') options.goAway()
    else if (!asking) {
      asking = true
      void options
        .ask(waitingCount(state))
        .then(act)
        .finally(() => {
          asking = false
        })
    }
    return false
  }
}

/** Something would be sent, or changed by a job, if the application went on. */
function hasWork(state: QueueState): boolean {
  const isSending = !state.queue.paused && waitingCount(state) > 0
  return isSending || state.jobs.some((job) => job.state === 'running')
}

/** Deliveries that still have an attempt before them, unless somebody holds them. */
export function waitingCount({ counts }: Pick<QueueState, 'counts'>): number {
  return counts.scheduled + counts.queued + counts.sending + counts.retrying
}
