/** A short text beside the element under the pointer or in focus. It never holds what a person must know to go on. */
import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip'
import type { ReactElement } from 'react'
import { Kbd } from './Kbd.tsx'

interface TooltipProps {
  text: string
  shortcut?: string | undefined
  side?: 'top' | 'bottom' | 'left' | 'right'
  /** One element that takes a ref and event handlers. */
  children: ReactElement
}

export function Tooltip({ text, shortcut, side = 'bottom', children }: TooltipProps) {
  return (
    <BaseTooltip.Root>
      <BaseTooltip.Trigger render={children} />
      <BaseTooltip.Portal>
        <BaseTooltip.Positioner side={side} sideOffset={6} className="z-50">
          <BaseTooltip.Popup className="flex max-w-90 items-center gap-2 rounded-sm bg-raised px-2 py-1 text-sm break-words text-fg shadow-float transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0">
            {text}
            {shortcut && <Kbd chord={shortcut} />}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  )
}

/** Once around the window: after the first tooltip its neighbours come without delay. */
export const TooltipProvider = BaseTooltip.Provider
