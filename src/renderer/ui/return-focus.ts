/**
 * Gives the focus back to where it was as soon as a dialog is gone. The library does so a frame later, which on a busy
 * machine is long enough to take it from what a person has opened meanwhile: a menu closes under the pointer.
 */
import { useEffect, useState } from 'react'

/** For the dialog's `finalFocus`: true where the library is to find a place, because the one before is gone too. */
export function useReturnFocus(): () => boolean {
  const [opener] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      queueMicrotask(() => {
        const isLost = document.activeElement === document.body || document.activeElement === null
        if (isLost && opener instanceof HTMLElement && opener.isConnected)
          opener.focus({ preventScroll: true })
      })
    },
    [opener],
  )
  return () => !opener?.isConnected || opener === document.body
}
