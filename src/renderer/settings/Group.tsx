/** Settings that belong together, under their name; gone while a search finds none of them. */
import { type ReactNode, useId } from 'react'
import { GroupName } from './settings-view.ts'

export const groupTitles = [
  'Application',
  'Sending',
  'Retries',
  'Requests',
  'Keep',
  'Network',
  'Local API',
  'Log',
  'About',
] as const
export type GroupTitle = (typeof groupTitles)[number]

/** The element to bring into sight. */
export function groupId(title: GroupTitle): string {
  return `settings-${title}`
}

export function Group({ title, children }: { title: GroupTitle; children: ReactNode }) {
  const id = useId()
  return (
    <section id={groupId(title)} aria-labelledby={id} className="pt-4 not-has-data-setting:hidden">
      <h2 id={id} className="border-b border-line pb-1 text-sm font-semibold text-muted">
        {title}
      </h2>
      <div className="divide-y divide-line">
        <GroupName value={title}>{children}</GroupName>
      </div>
    </section>
  )
}
