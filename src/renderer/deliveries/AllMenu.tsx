/** How many deliveries the filter finds, and what can be done with all of them, those not in sight too. */
import { ChevronDown } from 'lucide-react'
import { deliveryList } from '../live/deliveries.ts'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import { Menu } from '../ui/Menu.tsx'
import { allItems } from './all-items.tsx'
import { countText, deliveriesText } from './format.ts'

interface AllMenuProps {
  /** Stands in the place of the count. */
  label?: string
  className?: string
}

export function AllMenu({ label, className }: AllMenuProps) {
  const total = deliveryList((list) => list.total + list.newer)
  const filter = deliveryList((list) => list.filter)
  return (
    <Menu
      align="end"
      trigger={
        <Button
          variant="ghost"
          aria-label={`${deliveriesText(total)}: act on all of them`}
          title="Act on all that the filter finds"
          disabled={total === 0}
          className={classes('tabular -mr-1 gap-1 font-normal!', className)}
        >
          {label ?? countText(total)}
          <ChevronDown className="text-faint" />
        </Button>
      }
      items={allItems(filter)}
    />
  )
}
