/**
 * What a notification leads to, in both hosts; and in the browser host, which has none of its own, the notifications
 * themselves, where the person has allowed them.
 */
import type { Bridge, Shown } from '../../shared/bridge.ts'
import { createFailureNotices } from '../../shared/failure-notices.ts'
import { openDelivery, showDeliveries } from '../deliveries/show.ts'
import { liveStore } from '../live/store.ts'

export function listenToNotices(bridge: Bridge): void {
  bridge.onShow(show)
  if (bridge.host === 'browser') notifyByPage(bridge)
}

function show({ deliveryId }: Shown): void {
  if (deliveryId === null) showDeliveries({ states: ['failed'] })
  else openDelivery(deliveryId)
}

function notifyByPage(bridge: Bridge): void {
  const notices = createFailureNotices({
    choice: () => (isAllowed() ? liveStore.getState().settings.notifications : 'off'),
    show: ({ title, body, deliveryId }) => {
      // The same in several tabs is one.
      const notification = new Notification(title, { body, tag: deliveryId ?? 'failures' })
      notification.addEventListener('click', () => {
        window.focus()
        notification.close()
        show({ deliveryId })
      })
    },
    now: Date.now,
    after: (ms, run) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
  })
  // Only a snapshot brings another number.
  liveStore.subscribe((live, before) => {
    if (live.number !== before.number) notices.begin(live.counts)
  })
  bridge.subscribe((batch) => notices.take(batch.events))
}

function isAllowed(): boolean {
  return 'Notification' in window && Notification.permission === 'granted'
}
