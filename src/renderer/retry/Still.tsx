/** Keeps what is in it as it was drawn, while something beside it moves with the pointer and must not wait for it. */
import { memo, type ReactNode } from 'react'

interface StillProps {
  isStill: boolean
  /** It is drawn again all the same when this is another one. */
  of?: unknown
  children: ReactNode
}

export const Still = memo(
  function Still({ children }: StillProps) {
    return children
  },
  (before, { isStill, of }) => isStill && before.of === of,
)
