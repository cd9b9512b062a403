/**
 * A modal dialog. It is shown as long as it is rendered: whoever renders it removes it in `onClose`, which Escape,
 * the close button and a press outside call. Focus is kept inside and given back to where it was. What was typed is never
 * lost by closing: a dialog that says it has changes asks before.
 */
import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type ReactNode, type RefObject, useRef, useState } from 'react'
import { classes } from './classes.ts'
import { Button } from './Button.tsx'
import { IconButton } from './IconButton.tsx'
import { useReturnFocus } from './return-focus.ts'

interface DialogProps {
  title: string
  /** A sentence below the title. */
  description?: ReactNode
  onClose: () => void
  /** `full` fills the window but for a margin and leaves the inner spacing to its content. */
  size?: 'sm' | 'md' | 'lg' | 'full'
  /** Buttons, right-aligned, the primary one last. */
  footer?: ReactNode
  /** Without it the first field or button of the content gets the focus. Else, and until it is there, the dialog itself. */
  initialFocus?: RefObject<HTMLElement | null>
  /** False while something typed would be lost by a stray click. */
  closeOnOutsidePress?: boolean
  /** Asked when it is to be closed: true where typed changes would go with it, and the person is asked first. */
  hasChanges?: () => boolean
  /** Ctrl Enter, wherever in the dialog the focus is. */
  onConfirm?: () => void
  children?: ReactNode
}

const focusable = 'input, textarea, select, [contenteditable="true"], button'

/** What can grow hangs from the top, so that opening a part of it moves nothing under the pointer. */
const sizes = {
  sm: 'top-1/2 -translate-y-1/2 w-100 max-h-[85vh]',
  md: 'top-[7.5vh] w-140 max-h-[85vh]',
  lg: 'top-[7.5vh] w-200 max-h-[85vh]',
  full: 'top-4 w-[min(1280px,calc(100vw-32px))] h-[calc(100vh-32px)]',
}

export function Dialog(props: DialogProps) {
  const { title, description, onClose, size = 'md', footer, initialFocus, children } = props
  const popup = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const finalFocus = useReturnFocus()
  const [isAsking, setAsking] = useState(false)
  return (
    <BaseDialog.Root
      open
      onOpenChange={(open) => {
        if (open) return
        if (props.hasChanges?.()) setAsking(true)
        else onClose()
      }}
      disablePointerDismissal={props.closeOnOutsidePress === false}
    >
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fixed inset-0 z-40 bg-scrim" forceRender />
        <BaseDialog.Popup
          ref={popup}
          finalFocus={finalFocus}
          onKeyDownCapture={(event) => {
            if (!props.onConfirm || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
            event.preventDefault()
            event.stopPropagation()
            props.onConfirm()
          }}
          initialFocus={() => (initialFocus ? initialFocus.current : firstField(content)) ?? popup.current}
          className={classes(
            'fixed left-1/2 z-40 flex max-w-[calc(100vw-32px)] -translate-x-1/2 flex-col overflow-hidden rounded-lg bg-canvas text-fg shadow-float outline-none',
            sizes[size],
          )}
        >
          <header className="flex items-start gap-2 border-b border-line py-2 pr-2 pl-4">
            <div className="min-w-0 flex-1 py-0.5">
              <BaseDialog.Title className="text-base font-semibold">{title}</BaseDialog.Title>
              {description && (
                <BaseDialog.Description className="text-sm text-muted">{description}</BaseDialog.Description>
              )}
            </div>
            <BaseDialog.Close render={<IconButton label="Close" shortcut="Esc" icon={<X />} />} />
          </header>
          <div
            ref={content}
            className={classes('min-h-0 flex-1', size === 'full' ? 'flex flex-col' : 'overflow-auto p-4')}
          >
            {children}
          </div>
          {footer && (
            <footer className="flex items-center justify-end gap-2 border-t border-line bg-panel px-4 py-2.5">
              {footer}
            </footer>
          )}
          {isAsking && <AskToDiscard onKeep={() => setAsking(false)} onDiscard={onClose} />}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  )
}

/** Enter and Escape both keep what was typed. */
function AskToDiscard({ onKeep, onDiscard }: { onKeep: () => void; onDiscard: () => void }) {
  const keep = useRef<HTMLButtonElement>(null)
  return (
    <Dialog
      size="sm"
      title="Discard the changes?"
      onClose={onKeep}
      initialFocus={keep}
      footer={
        <>
          <Button ref={keep} size="md" onClick={onKeep}>
            Keep editing
          </Button>
          <Button size="md" variant="danger" onClick={onDiscard}>
            Discard
          </Button>
        </>
      }
    >
      <p>What you changed here is not saved.</p>
    </Dialog>
  )
}

function firstField({ current }: RefObject<HTMLElement | null>): HTMLElement | null {
  return current?.querySelector<HTMLElement>(focusable) ?? null
}
