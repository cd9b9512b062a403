/**
 * Short notices about what the person has just done. Never about what an endpoint answered: that stands in the table.
 * `showToast` works from anywhere; `Toasts` is rendered once, at the root.
 */
import { Toast as BaseToast } from '@base-ui/react/toast'
import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { IconButton } from './IconButton.tsx'

const manager = BaseToast.createToastManager()

export interface ToastMessage {
  title: string
  /** A second line: why, and what to do. */
  detail?: string
  kind?: 'done' | 'error'
  /** A notice about the same thing takes the place of the one before. */
  about?: string
  /** What a person may want to do next; it is also to be found elsewhere, because a notice goes. */
  action?: { label: string; run: () => void }
}

/** Shows a notice: 4 s for what was done, 10 s for an error and where there is something to press. */
export function showToast({ title, detail, kind = 'done', about, action }: ToastMessage): void {
  manager.add({
    ...(about === undefined ? {} : { id: about }),
    title,
    description: detail,
    type: kind,
    timeout: kind === 'error' || action ? 10_000 : 4_000,
    // Also where there is none: what is updated keeps what it had before.
    actionProps: action && { children: action.label, onClick: action.run },
    priority: kind === 'error' ? 'high' : 'low',
  })
}

const noticesId = 'notices'

/** Where there are any; from there Tab leads to each, and Escape closes it. */
export function focusNotices(): void {
  document.getElementById(noticesId)?.focus()
}

export function Toasts() {
  return (
    <BaseToast.Provider toastManager={manager} limit={3}>
      <BaseToast.Portal>
        <BaseToast.Viewport
          id={noticesId}
          className="fixed top-1 left-1/2 z-50 flex w-90 -translate-x-1/2 flex-col gap-2"
        >
          <ToastList />
        </BaseToast.Viewport>
      </BaseToast.Portal>
    </BaseToast.Provider>
  )
}

function ToastList() {
  const { toasts } = BaseToast.useToastManager()
  return toasts.map((toast) => (
    <BaseToast.Root
      key={toast.id}
      toast={toast}
      swipeDirection="up"
      className="rounded-md bg-raised shadow-float transition-opacity data-ending-style:opacity-0 data-limited:hidden data-starting-style:opacity-0"
    >
      <BaseToast.Content className="flex items-start gap-2 p-2 pl-3 [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0">
        {toast.type === 'error' ? (
          <CircleAlert className="text-bad" aria-hidden />
        ) : (
          <CircleCheck className="text-good" aria-hidden />
        )}
        <div className="min-w-0 flex-1">
          <BaseToast.Title className="font-medium break-words" />
          <BaseToast.Description className="text-sm break-words text-muted" />
        </div>
        <BaseToast.Action className="h-6 shrink-0 rounded-sm border border-edge px-2 text-sm font-medium hover:bg-hover" />
        <BaseToast.Close render={<IconButton label="Dismiss" icon={<X />} className="-my-0.5" />} />
      </BaseToast.Content>
    </BaseToast.Root>
  ))
}
