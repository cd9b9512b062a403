/** How far a job has read a file, and what can be done about it. */
import type { ReactNode } from 'react'
import { progressText, shareOf } from '../jobs/job-text.ts'
import { useLive } from '../live/store.ts'
import { ProgressBar } from '../ui/ProgressBar.tsx'

interface ReadingProps {
  /** Null before it has begun. */
  jobId: string | null
  label: string
  children: ReactNode
}

export function Reading({ jobId, label, children }: ReadingProps) {
  const job = useLive((live) => live.jobs.find(({ id }) => id === jobId))
  return (
    <div className="m-auto flex w-90 max-w-full flex-col gap-2 py-8">
      <p className="truncate font-medium" title={label}>
        {label}
      </p>
      <ProgressBar label={label} share={job ? shareOf(job) : null} />
      <p className="tabular min-h-5 text-sm text-muted">{job ? progressText(job) : ''}</p>
      <div className="flex">{children}</div>
    </div>
  )
}
