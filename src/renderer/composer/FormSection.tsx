/** A part of a form that is folded to one line until it is wanted: its title, and what it comes to. */
import { ChevronRight } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { classes } from '../ui/classes.ts'

interface FormSectionProps {
  title: string
  /** What is set in it, as the folded line shows it. */
  summary: ReactNode
  open: boolean
  onToggle: (open: boolean) => void
  children: ReactNode
}

export function FormSection({ title, summary, open, onToggle, children }: FormSectionProps) {
  const id = useId()
  const section = useRef<HTMLElement>(null)
  const isPressed = useRef(false)
  // One at the lower end would open out of sight.
  useEffect(() => {
    if (open && isPressed.current) section.current?.scrollIntoView({ block: 'nearest' })
    isPressed.current = false
  }, [open])
  return (
    <section ref={section} className="border-t border-line">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => {
          isPressed.current = true
          onToggle(!open)
        }}
        className="focus-inset flex h-8 w-full items-center gap-1.5 px-4 text-left hover:bg-hover [&>svg]:size-3.5 [&>svg]:shrink-0"
      >
        <ChevronRight
          className={classes('text-faint transition-transform', open && 'rotate-90')}
          aria-hidden
        />
        <span className="shrink-0 text-sm font-medium text-muted">{title}</span>
        <span className="min-w-0 flex-1 truncate text-right text-sm text-faint">{!open && summary}</span>
      </button>
      <div id={id} hidden={!open} className="px-4 pt-1 pb-3">
        {open && children}
      </div>
    </section>
  )
}
