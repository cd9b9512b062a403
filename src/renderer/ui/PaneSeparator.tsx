/** The line between two panes: one pixel to see, more to grab, and the accent while it is moved. */
import { Separator } from 'react-resizable-panels'

export function PaneSeparator() {
  return (
    <Separator
      aria-label="Width of the panes"
      className="w-px bg-line transition-colors data-[separator=active]:bg-accent data-[separator=focus]:bg-accent data-[separator=hover]:bg-faint"
    />
  )
}
