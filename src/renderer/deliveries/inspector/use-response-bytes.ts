/** The bytes of an answer that its text does not tell, fetched when it is looked at: see decision 0026. */
import { useEffect, useState } from 'react'
import type { Attempt, DeliveryDetail } from '../../../shared/model.ts'
import { invoke } from '../../host/bridge.ts'

/** Undefined where the text says it all; null while they are fetched. */
export function useResponseBytes(
  { id }: Pick<DeliveryDetail, 'id'>,
  attempt: Attempt,
  index: number,
): Uint8Array<ArrayBuffer> | null | undefined {
  const isWanted = !attempt.responseIsText
  const [fetched, setFetched] = useState<{
    id: string
    index: number
    bytes: Uint8Array<ArrayBuffer>
  } | null>(null)
  useEffect(() => {
    if (!isWanted) return
    let isShown = true
    void invoke('delivery.responseBytes', { id, attempt: index }).then((answer) => {
      if (isShown && answer.ok) setFetched({ id, index, bytes: bytesOf(answer.value.base64) })
    })
    return () => {
      isShown = false
    }
  }, [isWanted, id, index])
  if (!isWanted) return undefined
  return fetched?.id === id && fetched.index === index ? fetched.bytes : null
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
}
