/** The delivery that the shown one is compared with, and the bodies of both. */
import { useEffect, useState } from 'react'
import type { DeliveryDetail } from '../../../../shared/model.ts'
import { invoke } from '../../../host/bridge.ts'
import { fetchBody } from '../../../live/detail.ts'

export interface Other {
  detail: DeliveryDetail
  body: string
  /** Of the shown delivery. */
  ownBody: string
}

/** Null while it is fetched; a sentence where that is not possible. */
export function useOther(ownId: string, otherId: string): Other | string | null {
  const [fetched, setFetched] = useState<{ of: string; answer: Other | string } | null>(null)
  const pair = `${ownId} ${otherId}`
  useEffect(() => {
    let isWanted = true
    void fetchOther(ownId, otherId, () => isWanted).then((answer) => {
      if (isWanted && answer !== null) setFetched({ of: pair, answer })
    })
    return () => {
      isWanted = false
    }
  }, [ownId, otherId, pair])
  return fetched?.of === pair ? fetched.answer : null
}

async function fetchOther(
  ownId: string,
  otherId: string,
  isWanted: () => boolean,
): Promise<Other | string | null> {
  const [detail, body, ownBody] = await Promise.all([
    invoke('delivery.show', { id: otherId }),
    fetchBody(otherId, isWanted),
    fetchBody(ownId, isWanted),
  ])
  if (!detail.ok) return detail.error.message
  if (!body || !ownBody) return null
  if (!body.ok) return body.error.message
  if (!ownBody.ok) return ownBody.error.message
  return { detail: detail.value, body: body.value, ownBody: ownBody.value }
}
