/** A small pane that a button opens, for what is looked at now and then. Escape and a press outside close it. */
import { Popover as BasePopover } from '@base-ui/react/popover'
import type { ReactElement, ReactNode } from 'react'

interface PopoverProps {
  title: string
  trigger: ReactElement
  open: boolean
  onOpenChange: (open: boolean) => void
  align?: 'start' | 'end'
  children: ReactNode
}

export function Popover(props: PopoverProps) {
  const { title, trigger, open, onOpenChange, align = 'end', children } = props
  return (
    <BasePopover.Root open={open} onOpenChange={onOpenChange}>
      <BasePopover.Trigger render={trigger} />
      <BasePopover.Portal>
        <BasePopover.Positioner align={align} sideOffset={6} className="z-50">
          <BasePopover.Popup className="w-90 max-w-[calc(100vw-32px)] rounded-md bg-raised text-fg shadow-float outline-none">
            <BasePopover.Title className="border-b border-line px-3 py-1.5 text-sm font-semibold">
              {title}
            </BasePopover.Title>
            {children}
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  )
}
