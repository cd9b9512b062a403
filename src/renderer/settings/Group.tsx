/** Settings that belong together, under their name. */
import { type ReactNode, useId } from 'react'

export function Group({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="pt-4">
      <h2 id={id} className="border-b border-line pb-1 text-sm font-semibold text-muted">
        {title}
      </h2>
      <div className="divide-y divide-line">{children}</div>
    </section>
  )
}
