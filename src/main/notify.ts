/** Failures as notifications of the desktop. A press brings the window, on that delivery or on all that failed. */
import { Notification } from 'electron'
import type { Shown } from '../shared/bridge.ts'
import { createFailureNotices, type FailureNotice } from '../shared/failure-notices.ts'
import type { QueueWatch } from './queue-watch.ts'

/** A notification that nothing holds is collected, and its press then does nothing. */
const mostKept = 50

export function notifyOfFailures(watch: QueueWatch, open: (shown: Shown) => void): void {
  const kept = new Set<Notification>()

  const show = ({ title, body, deliveryId }: FailureNotice): void => {
    if (!Notification.isSupported()) return
    const notification = new Notification({ title, body })
    kept.add(notification)
    for (const oldest of kept) {
      if (kept.size <= mostKept) break
      kept.delete(oldest)
    }
    notification.on('close', () => kept.delete(notification))
    notification.on('click', () => open({ deliveryId }))
    notification.show()
  }

  const notices = createFailureNotices({
    choice: () => watch.current()?.settings.notifications ?? 'off',
    show,
    now: Date.now,
    after: (ms, run) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
  })
  watch.listen({
    onBegin: ({ counts }) => notices.begin(counts),
    onEvents: (events) => notices.take(events),
  })
}
