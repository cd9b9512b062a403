/** A row of tabs over one panel. The content of the chosen tab is given as children, so the others cost nothing. */
import { Tabs as BaseTabs } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'

interface TabsProps<V extends string> {
  value: V
  tabs: { value: V; label: string; badge?: ReactNode }[]
  onChange: (value: V) => void
  /** The accessible name of the row. */
  label: string
  /** At the right end of the row. */
  aside?: ReactNode
  className?: string
  children: ReactNode
}

export function Tabs<V extends string>(props: TabsProps<V>) {
  const { value, tabs, onChange, label, aside, className, children } = props
  return (
    <BaseTabs.Root
      value={value}
      onValueChange={(next) => onChange(next as V)}
      className={classes('flex min-h-0 flex-col', className)}
    >
      <div className="flex h-8 shrink-0 items-center gap-2 border-b border-line pr-2 pl-4">
        <BaseTabs.List aria-label={label} className="flex h-full flex-1 gap-4">
          {tabs.map((tab) => (
            <BaseTabs.Tab
              key={tab.value}
              value={tab.value}
              className="focus-inset relative -mx-1 inline-flex items-center gap-1.5 px-1 text-base text-muted select-none after:absolute after:inset-x-1 after:-bottom-px after:h-0.5 hover:text-fg data-active:font-medium data-active:text-fg data-active:after:bg-accent"
            >
              {tab.label}
              {tab.badge}
            </BaseTabs.Tab>
          ))}
        </BaseTabs.List>
        {aside}
      </div>
      <BaseTabs.Panel value={value} className="flex min-h-0 flex-1 flex-col focus-visible:-outline-offset-2">
        {children}
      </BaseTabs.Panel>
    </BaseTabs.Root>
  )
}
