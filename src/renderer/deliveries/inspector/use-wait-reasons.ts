/** Why the shown delivery waits, kept true by the live state. */
import type { EndpointSummary } from '../../../shared/endpoint.ts'
import type { DeliveryDetail } from '../../../shared/model.ts'
import { useNow } from '../../live/now.ts'
import { useLive } from '../../live/store.ts'
import { type WaitReason, waitReasons } from '../wait-reasons.ts'

export function useWaitReasons(detail: DeliveryDetail, endpoint: EndpointSummary | null): WaitReason[] {
  const now = useNow()
  const queue = useLive((live) => live.queue)
  const sending = useLive((live) => live.counts.sending)
  return waitReasons(detail, { queue, endpoint, sending, now })
}
