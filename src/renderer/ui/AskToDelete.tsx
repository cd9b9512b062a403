/** Asks before something is removed for good. What cannot be undone is not what Enter does: that keeps it. */
import { type ReactNode, useRef, useState } from 'react'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'

interface AskToDeleteProps {
  title: string
  /** On the button that removes it. */
  action: string
  disabled?: boolean
  /** Removes it; the dialog then closes, whatever came of it. */
  onDelete: () => Promise<unknown>
  onClose: () => void
  /** What goes and what stays. */
  children: ReactNode
}

export function AskToDelete(props: AskToDeleteProps) {
  const { title, action, disabled = false, onDelete, onClose, children } = props
  const keep = useRef<HTMLButtonElement>(null)
  const [busy, setBusy] = useState(false)
  return (
    <Dialog
      size="sm"
      title={title}
      onClose={onClose}
      initialFocus={keep}
      footer={
        <>
          <Button ref={keep} size="md" onClick={onClose}>
            Keep
          </Button>
          <Button
            size="md"
            variant="danger"
            disabled={busy || disabled}
            onClick={() => {
              setBusy(true)
              void onDelete().then(onClose)
            }}
          >
            {action}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  )
}
